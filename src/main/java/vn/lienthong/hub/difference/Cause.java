package vn.lienthong.hub.difference;

/**
 * What many differences have in common. Immutable.
 *
 * @param operation of the legs; empty for the whole exchange
 * @param place path with {@code *} for every index; with both values where these are few, such as a status
 */
public record Cause(String operation, Difference.Side side, Difference.Kind kind, String place) {
    /** In one line, such as {@code DongBoHoSoMC answer value /data/*}{@code /NgayDongBo}. */
    public String text() {
        return (operation.isEmpty() ? "" : operation + " ") + side.word() + " " + kind.word() + " " + place;
    }
}
