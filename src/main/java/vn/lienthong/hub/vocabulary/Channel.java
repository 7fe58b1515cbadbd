package vn.lienthong.hub.vocabulary;

/** How a dossier was handed in. */
public enum Channel {
    COUNTER,
    ONLINE,
    POST
}
