package vn.lienthong.hub.reference;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import vn.lienthong.hub.vocabulary.Status;

/** What is known of each status: its national code, its name and what it does to the dossier. Source: {@code statuses.csv}. Immutable. */
public final class Statuses {

    /**
     * One status.
     *
     * @param nationalCode 1 to 10 as text, as it goes over the wire; never compare it as text
     * @param name Vietnamese name in NFC
     * @param endsDossier whether nothing follows
     */
    public record Meaning(String nationalCode, String name, boolean endsDossier) {}

    private final Map<Status, Meaning> meanings;

    private Statuses(Map<Status, Meaning> meanings) {
        this.meanings = meanings;
    }

    public Meaning of(Status status) {
        Meaning meaning = meanings.get(status);
        if (meaning == null) {
            throw new IllegalStateException(
                    "Status " + status + " is missing in statuses.csv, which loading should have refused.");
        }
        return meaning;
    }

    static Statuses read(Tables tables) {
        Map<Status, Meaning> meanings = new EnumMap<>(Status.class);
        List<Row> rows = tables.rows("statuses.csv", "status", "national_code", "name", "ends_dossier");
        for (Row row : rows) {
            tables.attempt(() -> {
                Status status = row.choice("status", Status.class);
                if (row.whole("national_code") != status.nationalCode()) {
                    throw row.bad(
                            "national_code",
                            "differs from the national list.",
                            row.text("national_code"),
                            status + " is " + status.nationalCode() + ".");
                }
                Meaning meaning =
                        new Meaning(Integer.toString(status.nationalCode()), row.text("name"), row.yes("ends_dossier"));
                if (meanings.put(status, meaning) != null) {
                    throw row.bad("status", "has two rows.", status.name(), "Remove one.");
                }
            });
        }
        for (Status status : Status.values()) {
            if (!meanings.containsKey(status)) {
                tables.fault("statuses.csv", "A status is missing.", status.name(), "Add its row.");
            }
        }
        return new Statuses(meanings);
    }
}
