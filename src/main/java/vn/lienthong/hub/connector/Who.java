package vn.lienthong.hub.connector;

/** Who can act on what a row of outcomes.yaml names, as {@code who:} says it in kebab case. */
public enum Who {
    /** The officer at the ward's one-stop desk, who took the dossier in and can correct what stands in it. */
    WARD_OFFICE,
    /** The people of the software that pushed the record. */
    CITY_SOURCE,
    /** The people who run the destination; today that is the province. */
    PROVINCE,
    /** Whoever keeps the hub running: settings, accounts, release and cancel. */
    OPERATOR,
    /** Whoever writes connectors, mappings and code tables. */
    INTEGRATION_ENGINEER
}
