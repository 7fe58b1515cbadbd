package vn.lienthong.hub.history;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import vn.lienthong.hub.vocabulary.Problem;
import vn.lienthong.hub.vocabulary.Times;

/** A load as it is shown. */
final class LoadJson {
    private LoadJson() {}

    /**
     * What is not noted.
     *
     * @param share how much of the export was read; negative: nobody knows
     * @param read rows that were read
     * @param waitsFor in words; empty: it does not wait
     */
    record Now(double share, long read, String waitsFor, double perSecond) {}

    static ObjectNode of(Book book, Path refused, Now now, Instant at) {
        ObjectNode node = Cells.JSON.createObjectNode();
        LoadOrder order = book.order;
        node.put("id", book.id());
        put(node, "file", order.file());
        put(node, "view", order.view());
        node.put("source", order.source());
        put(node, "unit", order.unit());
        if (order.years() != null) {
            node.put("years", order.years());
        }
        node.put("openOnly", order.openOnly()).put("dryRun", order.dryRun());
        node.put("state", word(book.word)).put("stage", word(book.stage));
        node.put("began", time(book.began));
        put(node, "ended", book.ended == 0 ? null : time(book.ended));
        put(node, "sha256", book.sum.isEmpty() ? null : book.sum);
        rows(node.putObject("rows"), book, now);
        book.rows.causes.forEach(node.putObject("causes")::put);
        put(node, "refusedRows", Files.exists(refused) && book.rows.refused > 0 ? refused.toString() : null);
        progress(node, book, now, at);
        problem(node, book.problem);
        ArrayNode deeds = node.putArray("deeds");
        book.deeds.forEach(deed -> deeds.addObject()
                .put("what", deed.what())
                .put("at", time(deed.at()))
                .put("by", deed.who())
                .put("why", deed.why()));
        return node;
    }

    private static void rows(ObjectNode node, Book book, Now now) {
        Tally rows = book.rows;
        node.put("read", Math.max(rows.read, now.read()))
                .put("taken", rows.taken)
                .put("repeated", rows.repeated)
                .put("older", rows.older)
                .put("refused", rows.refused)
                .put("otherUnit", rows.otherUnit)
                .put("closedEarlier", rows.closedEarlier)
                .put("openDossiers", rows.openDossiers)
                .put("closedDossiers", rows.closedDossiers);
    }

    private static void progress(ObjectNode node, Book book, Now now, Instant at) {
        if (book.word != Book.Word.RUNNING) {
            return;
        }
        put(node, "waitsFor", now.waitsFor().isEmpty() ? null : now.waitsFor());
        if (book.stage == Book.Stage.READING) {
            if (now.share() >= 0) {
                node.put("share", Math.round(now.share() * 1000) / 1000.0);
            }
            return;
        }
        long all = book.rows.read;
        long done = book.rows.done();
        node.put("share", all == 0 ? 1 : Math.round(1000.0 * done / all) / 1000.0);
        node.put("perSecond", Math.round(now.perSecond()));
        if (now.perSecond() > 0) {
            node.put("doneAt", Times.text(at.plusSeconds((long) ((all - done) / now.perSecond()))));
        }
    }

    private static void problem(ObjectNode node, @Nullable Problem problem) {
        if (problem != null) {
            node.putObject("problem")
                    .put("code", problem.code())
                    .put("what", problem.what())
                    .put("found", problem.found())
                    .put("cure", problem.cure());
        }
    }

    private static String word(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }

    private static String time(long millis) {
        return Times.text(Instant.ofEpochMilli(millis));
    }

    private static void put(ObjectNode node, String name, @Nullable String value) {
        if (value != null) {
            node.put(name, value);
        }
    }
}
