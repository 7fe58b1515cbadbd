package vn.lienthong.hub.intake;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import vn.lienthong.hub.kit.SettableClock;
import vn.lienthong.hub.mapping.RecordSchema;
import vn.lienthong.hub.reference.Reference;

/** The real reader with the real schema and tables, and a record to spoil. */
final class Readers {
    static final RecordReader READER = RecordReader.of(
            RecordSchema.load(Path.of("mappings")),
            Reference.load(Path.of("mappings/tables")),
            new SettableClock(Instant.parse("2026-11-23T01:00:00Z")));

    private Readers() {}

    /** A small sound record; made up. Each line can be replaced as a whole. */
    static final String RECORD =
            """
            {
              "dossierCode": "000.01.10.H08-191216-0042",
              "revision": 1,
              "procedureCode": "1.001193.000.00.00.H08",
              "unit": "21556",
              "channel": "COUNTER",
              "status": "PROCESSING",
              "summary": "Bản ghi mẫu, không có thật",
              "receivedAt": "2019-12-16T08:05:00+07:00",
              "dueAt": "2019-12-16T17:00:00+07:00",
              "applicant": {"kind": "CITIZEN", "name": "NGUYỄN VĂN MẪU"},
              "extra": {"mine": "1"}
            }
            """;

    /** The record with one piece of its text replaced. */
    static String with(String piece, String replacement) {
        if (!RECORD.contains(piece)) {
            throw new IllegalArgumentException("the record has no " + piece);
        }
        return RECORD.replace(piece, replacement);
    }

    static RecordReader.Result read(String json) {
        return READER.read(json.getBytes(StandardCharsets.UTF_8));
    }

    static RecordReader.Read accepted(String json) {
        RecordReader.Result result = read(json);
        if (result instanceof RecordReader.Read read) {
            return read;
        }
        throw new AssertionError("refused: " + result);
    }

    static RecordReader.Unreadable refused(String json) {
        RecordReader.Result result = read(json);
        if (result instanceof RecordReader.Unreadable bad) {
            return bad;
        }
        throw new AssertionError("accepted: " + json);
    }
}
