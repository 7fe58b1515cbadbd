package vn.lienthong.hub.reconciliation;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import vn.lienthong.hub.reference.Moments;
import vn.lienthong.hub.vocabulary.Ids;
import vn.lienthong.hub.vocabulary.Status;
import vn.lienthong.hub.vocabulary.TransferState;

/** Reads what {@link HubLine} wrote. */
final class HubLines {
    /** Units, states and sources come a million times. */
    private final Map<String, String> same = new HashMap<>();

    private long rows;
    private long said = -1;

    /** One record of a line. */
    private static final class Half {
        final long[] values = Values.nothing(Values.NONE);
        String source = "";
        int revision;
        long at;
        long transfer;
        String problem = "";
        boolean isNewest;

        @Nullable
        TransferState state;

        Half() {
            values[Field.NAMES.at] = Values.UNKNOWN;
            values[Field.SUMS.at] = Values.UNKNOWN;
        }
    }

    long read(InputStream in, Consumer<Row> told) throws IOException {
        try (JsonParser parser = JsonList.JSON.createParser(in)) {
            while (parser.nextToken() == JsonToken.START_OBJECT) {
                row(parser, told);
            }
        }
        if (said != rows) {
            throw new IOException("What the hub told of its journal broke off. Found: " + rows + " dossiers, "
                    + (said < 0 ? "and no end" : "of " + said) + ". Run it again; the hub's log says why.");
        }
        return rows;
    }

    private void row(JsonParser parser, Consumer<Row> told) throws IOException {
        String code = "";
        String unit = "";
        Half newest = null;
        Half given = null;
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String name = parser.currentName();
            parser.nextToken();
            switch (name) {
                case "dossierCode" -> code = parser.getText();
                case "unit" -> unit = shared(parser.getText());
                case "newest" -> newest = half(parser);
                case "delivered" -> given = half(parser);
                case HubLine.END -> said = parser.getLongValue();
                default -> parser.skipChildren();
            }
        }
        if (newest != null) {
            rows++;
            told.accept(row(code, unit, newest, given));
        }
    }

    private static Row row(String code, String unit, Half newest, @Nullable Half given) {
        long[] confirmed = given == null ? null : given.isNewest ? newest.values : given.values;
        HubState state = new HubState(
                newest.source,
                newest.revision,
                newest.state,
                newest.problem,
                newest.transfer,
                newest.at,
                confirmed,
                given == null ? 0 : given.isNewest ? newest.revision : given.revision,
                given == null ? 0 : given.at);
        return new Row(code, unit, Row.day(code, newest.values[Field.RECEIVED.at]), newest.values, state);
    }

    private Half half(JsonParser parser) throws IOException {
        Half half = new Half();
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String name = parser.currentName();
            parser.nextToken();
            take(half, name, parser);
        }
        return half;
    }

    private void take(Half half, String name, JsonParser parser) throws IOException {
        switch (name) {
            case "revision" -> half.revision = parser.getIntValue();
            case "source" -> half.source = shared(parser.getText());
            case "acceptedAt", "deliveredAt" -> half.at = millis(parser.getText());
            case "state" -> half.state = TransferState.valueOf(parser.getText());
            case "transfer" -> half.transfer = Ids.parse(parser.getText()).orElse(0);
            case "problem" -> half.problem = shared(parser.getText());
            case "isNewest" -> half.isNewest = parser.getBooleanValue();
            case "bodyGone" -> java.util.Arrays.fill(half.values, Values.UNKNOWN);
            case "status" ->
                put(half, Field.STATUS, Status.valueOf(parser.getText()).nationalCode());
            case "receivedAt" -> put(half, Field.RECEIVED, time(parser.getText()));
            case "dueAt" -> put(half, Field.DUE, time(parser.getText()));
            case "finishedAt" -> put(half, Field.FINISHED, time(parser.getText()));
            case "attachments" -> put(half, Field.COUNT, parser.getLongValue());
            case "attachmentNames" -> put(half, Field.NAMES, parser.getLongValue());
            case "attachmentSums" -> put(half, Field.SUMS, parser.getLongValue());
            default -> parser.skipChildren();
        }
    }

    private static void put(Half half, Field field, long value) {
        half.values[field.at] = value;
    }

    private static long time(String text) {
        Instant instant = Moments.parse(text);
        return instant == null ? Values.NONE : Values.time(instant, false);
    }

    private static long millis(String text) {
        Instant instant = Moments.parse(text);
        return instant == null ? 0 : instant.toEpochMilli();
    }

    private String shared(String text) {
        return same.size() > 10_000 ? text : same.computeIfAbsent(text, one -> one);
    }
}
