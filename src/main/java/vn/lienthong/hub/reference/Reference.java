package vn.lienthong.hub.reference;

import java.nio.file.Path;
import java.util.List;

/**
 * What is true of the world outside, read once from the tables in {@code mappings/tables/}: the door of this package.
 * Immutable, so any thread may ask.
 */
public final class Reference {
    private final Units units;
    private final Agencies agencies;
    private final Procedures procedures;
    private final Statuses statuses;
    private final Provinces provinces;
    private final WorkingCalendar calendar;
    private final LegacyText legacyText;
    private final SheetWords sheetWords;

    private Reference(Tables tables) {
        this.units = Units.read(tables);
        this.agencies = Agencies.read(tables, units);
        this.procedures = Procedures.read(tables, units);
        this.statuses = Statuses.read(tables);
        this.provinces = Provinces.read(tables);
        this.calendar = WorkingCalendar.read(tables);
        this.legacyText = LegacyText.read(tables);
        this.sheetWords = SheetWords.read(tables);
    }

    /**
     * Reads the tables of a folder.
     *
     * @throws BrokenTables when anything is wrong with them, with everything that is
     */
    public static Reference load(Path tablesFolder) {
        return load(ReferenceSettings.at(tablesFolder));
    }

    /**
     * Reads the tables as the settings say.
     *
     * @throws BrokenTables when anything is wrong with them, with everything that is
     */
    public static Reference load(ReferenceSettings settings) {
        Tables tables = new Tables(settings);
        Reference reference = new Reference(tables);
        if (!tables.faults().isEmpty()) {
            throw new BrokenTables(tables.faults());
        }
        return reference;
    }

    /** Everything wrong with the tables, for {@code hub check}; empty when they are sound. */
    public static List<TableFault> check(ReferenceSettings settings) {
        Tables tables = new Tables(settings);
        new Reference(tables);
        return List.copyOf(tables.faults());
    }

    public Units units() {
        return units;
    }

    public Agencies agencies() {
        return agencies;
    }

    public Procedures procedures() {
        return procedures;
    }

    public Statuses statuses() {
        return statuses;
    }

    public Provinces provinces() {
        return provinces;
    }

    public IdentityNumbers identityNumbers() {
        return new IdentityNumbers(provinces);
    }

    public WorkingCalendar calendar() {
        return calendar;
    }

    /** Reads text that was written before Unicode, or spoilt on the way. */
    public LegacyText legacyText() {
        return legacyText;
    }

    /** What words in spreadsheets mean. */
    public SheetWords sheetWords() {
        return sheetWords;
    }

    public Deadlines deadlines() {
        return new Deadlines(calendar, procedures);
    }
}
