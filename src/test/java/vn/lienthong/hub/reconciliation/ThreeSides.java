package vn.lienthong.hub.reconciliation;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import vn.lienthong.hub.journal.LastKnown;
import vn.lienthong.hub.reference.Reference;
import vn.lienthong.hub.vocabulary.Status;
import vn.lienthong.hub.vocabulary.TransferState;

/** Made-up dossiers as the city, the hub and the province tell them, each in its own form; a test plants what differs. */
final class ThreeSides {
    static final Instant NOW = Instant.parse("2026-03-02T02:00:00Z");
    static final Reference REFERENCE = Reference.load(Path.of("mappings/tables"));

    /** Of the made-up units one code only was used again, until the end of 2025. */
    private static final Reconciliation.SameUnit NO_HEIRS = new Reconciliation.SameUnit() {
        @Override
        public boolean same(String one, String other, @Nullable LocalDate day) {
            return false;
        }

        @Override
        public String meanings(String code, @Nullable LocalDate day) {
            return code.equals("21583") && day != null && day.getYear() < 2026 ? "A, then B" : "";
        }
    };

    final List<Said> city = new ArrayList<>();
    final List<Said> province = new ArrayList<>();
    final List<Known> hub = new ArrayList<>();

    /** What one side says of a dossier; times in local form {@code 2019-12-16T08:05}. */
    record Said(
            String code, String unit, Status status, String received, String due, String finished, List<String> files) {
        Said with(Status other) {
            return new Said(code, unit, other, received, due, finished, files);
        }

        Said due(String other) {
            return new Said(code, unit, status, received, other, finished, files);
        }

        Said finished(String other) {
            return new Said(code, unit, status, received, due, other, files);
        }

        Said received(String other) {
            return new Said(code, unit, status, other, due, finished, files);
        }

        Said files(String... others) {
            return new Said(code, unit, status, received, due, finished, List.of(others));
        }

        Said unit(String other) {
            return new Said(code, other, status, received, due, finished, files);
        }
    }

    /** What the hub knows: the newest record and what was confirmed, which may be another or nothing. */
    record Known(
            Said newest,
            @Nullable TransferState state,
            @Nullable Said given,
            boolean bodyGone,
            Instant acceptedAt,
            Instant givenAt) {
        static final Instant LONG_AGO = Instant.parse("2026-01-01T00:00:00Z");

        static Known delivered(Said said) {
            return new Known(said, TransferState.DELIVERED, said, false, LONG_AGO, LONG_AGO);
        }

        static Known stands(Said newest, @Nullable TransferState state, @Nullable Said given) {
            return new Known(newest, state, given, false, LONG_AGO, LONG_AGO);
        }
    }

    /** So many dossiers that are everywhere the same, over units and days. */
    static ThreeSides same(int count, Random chance) {
        ThreeSides sides = new ThreeSides();
        for (int i = 0; i < count; i++) {
            Said said = said(i, chance);
            sides.city.add(said);
            sides.province.add(said);
            sides.hub.add(Known.delivered(said));
        }
        return sides;
    }

    static Said said(int i, Random chance) {
        LocalDate day = LocalDate.of(2019, 12, 2).plusDays(i % 20);
        String code = "000.00.%02d.H08-%02d%02d%02d-%04d"
                .formatted(i % 7, day.getYear() % 100, day.getMonthValue(), day.getDayOfMonth(), i);
        boolean finished = chance.nextInt(3) == 0;
        List<String> files = new ArrayList<>();
        for (int file = chance.nextInt(3); file > 0; file--) {
            files.add("tờ khai " + i + "-" + file + ".pdf");
        }
        return new Said(
                code,
                "2155" + i % 7,
                finished ? Status.FINISHED : Status.PROCESSING,
                day + "T08:%02d".formatted(i % 60),
                day.plusDays(10) + "T17:00",
                finished ? day.plusDays(5) + "T10:%02d".formatted(i % 60) : "",
                files);
    }

    void shuffle(Random chance) {
        Collections.shuffle(city, chance);
        Collections.shuffle(hub, chance);
        Collections.shuffle(province, chance);
    }

    /** A city that writes NDJSON in the hub's own words. */
    Path cityFile(Path folder) throws IOException {
        StringBuilder text = new StringBuilder();
        city.forEach(said -> text.append(json(said, false)).append('\n'));
        return Files.writeString(folder.resolve("city.ndjson"), text);
    }

    /** A province that writes CSV in Vietnamese, days before months, national codes, times in UTC+7 without saying so. */
    Path provinceFile(Path folder) throws IOException {
        StringBuilder text = new StringBuilder(
                "Mã hồ sơ;Mã đơn vị;Trạng thái;Ngày tiếp nhận;Ngày hẹn trả;Ngày kết thúc xử lý;Tệp đính kèm\n");
        for (Said said : province) {
            text.append(String.join(
                            ";",
                            said.code,
                            said.unit,
                            Integer.toString(said.status.nationalCode()),
                            vietnamese(said.received),
                            vietnamese(said.due),
                            vietnamese(said.finished),
                            '"' + String.join(";", said.files) + '"'))
                    .append('\n');
        }
        return Files.writeString(folder.resolve("province.csv"), text);
    }

    static String vietnamese(String time) {
        return time.isEmpty()
                ? ""
                : time.substring(8, 10) + "/" + time.substring(5, 7) + "/" + time.substring(0, 4)
                        + (time.length() > 10 ? " " + time.substring(11) : "");
    }

    byte[] hubLines() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (HubLine line = new HubLine(bytes)) {
            long id = 1000;
            for (Known one : hub) {
                id += 10;
                Said given = one.given;
                boolean same = one.newest.equals(given);
                LastKnown.Revision newest = revision(one, one.newest, id, one.state);
                line.write(new LastKnown(
                        one.newest.code,
                        one.newest.unit,
                        newest,
                        given == null ? null : revision(one, given, same ? id : id - 5, TransferState.DELIVERED)));
            }
            line.end();
        }
        return bytes.toByteArray();
    }

    private static LastKnown.Revision revision(Known one, Said said, long id, @Nullable TransferState state) {
        byte[] content = one.bodyGone ? null : json(said, true).getBytes(StandardCharsets.UTF_8);
        return new LastKnown.Revision(
                id, 1, "city", state == null ? null : id + 1, state, null, one.acceptedAt, one.givenAt, content);
    }

    private static String json(Said said, boolean files) {
        StringBuilder names = new StringBuilder();
        for (String file : said.files) {
            names.append(names.isEmpty() ? "" : ",")
                    .append("{\"name\":\"")
                    .append(file)
                    .append("\"}");
        }
        return "{" + (files || !said.files.isEmpty() ? "\"attachments\":[" + names + "]," : "") + "\"dossierCode\":\""
                + said.code
                + "\",\"dueAt\":\"" + iso(said.due) + "\","
                + (said.finished.isEmpty() ? "" : "\"finishedAt\":\"" + iso(said.finished) + "\",")
                + "\"receivedAt\":\"" + iso(said.received) + "\",\"status\":\"" + said.status + "\",\"unit\":\""
                + said.unit + "\"}";
    }

    private static String iso(String time) {
        return time.length() > 10 ? time + ":00+07:00" : time + "T00:00:00+07:00";
    }

    Reconciliation.Lists lists(Path folder) throws IOException {
        return new Reconciliation.Lists(
                new ListFile(cityFile(folder), Map.of(), NOW), new ListFile(provinceFile(folder), Map.of(), NOW));
    }

    Result compare(Path folder) throws IOException {
        return compare(folder, lists(folder), new Reconciliation.Scope(null, null, null));
    }

    Result compare(Path folder, Reconciliation.Lists lists, Reconciliation.Scope scope) throws IOException {
        Path work = Files.createTempDirectory(folder, "work");
        Spool spool = new Spool(work.resolve("differences"));
        Reconciled found = Reconciliation.run(
                new Reconciliation.Question(
                        "province-rest", lists, scope, new StatusWords(REFERENCE.statuses(), Map.of()), NO_HEIRS, NOW),
                () -> new ByteArrayInputStream(hubLines()),
                work,
                spool);
        List<Difference> differences = new ArrayList<>();
        spool.each(differences::add);
        return new Result(found, differences, spool);
    }

    /** What came of it. */
    record Result(Reconciled found, List<Difference> differences, Spool spool) {
        List<String> words() {
            return differences.stream()
                    .map(one -> one.dossierCode() + " " + one.kinds() + " " + one.cause())
                    .sorted()
                    .toList();
        }
    }
}
