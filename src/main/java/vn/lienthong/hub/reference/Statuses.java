package vn.lienthong.hub.reference;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import vn.lienthong.hub.vocabulary.Status;

/** What is known of each status: its national code, its name and what it does to the dossier. Source: {@code statuses.csv}. Immutable. */
public final class Statuses {

    /**
     * One status.
     *
     * @param nationalCode 1 to 10 as text, as it goes over the wire; never compare it as text
     * @param name Vietnamese name in NFC
     * @param endsDossier whether nothing follows
     * @param stopsClock whether the time until it changes is not counted
     */
    public record Meaning(String nationalCode, String name, boolean endsDossier, boolean stopsClock) {}

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

    /** The status that a national code names; empty for any other number, such as the 0 and 11 seen in foreign systems. */
    public Optional<Status> ofNationalCode(String code) {
        return meanings.entrySet().stream()
                .filter(entry -> entry.getValue().nationalCode().equals(code))
                .map(Map.Entry::getKey)
                .findFirst();
    }

    static Statuses read(Tables tables) {
        Map<Status, Meaning> meanings = new EnumMap<>(Status.class);
        List<Row> rows = tables.rows("statuses.csv", "status", "national_code", "name", "ends_dossier", "stops_clock");
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
                Meaning meaning = new Meaning(
                        Integer.toString(status.nationalCode()),
                        row.text("name"),
                        row.yes("ends_dossier"),
                        row.yes("stops_clock"));
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
