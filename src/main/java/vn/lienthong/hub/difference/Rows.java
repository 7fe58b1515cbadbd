package vn.lienthong.hub.difference;

import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What is to be ignored, read once. Immutable. */
final class Rows {
    private final List<Row> rows;

    private record Row(Ignore ignore, Place place) {
        boolean covers(String connector, Difference difference) {
            return (ignore.connector().isEmpty() || ignore.connector().equals(connector))
                    && (ignore.operation().isEmpty() || ignore.operation().equals(difference.operation()))
                    && place.covers(difference);
        }
    }

    private Rows(List<Row> rows) {
        this.rows = rows;
    }

    static Rows of(List<Ignore> all) {
        return new Rows(all.stream()
                .map(one -> new Row(one, Place.of(one.where(), one.from())))
                .toList());
    }

    Rows and(Rows more) {
        return more.rows.isEmpty()
                ? this
                : new Rows(Stream.concat(rows.stream(), more.rows.stream()).toList());
    }

    /** The first row that forgives it. */
    @Nullable
    Ignore covering(String connector, Difference difference) {
        for (Row row : rows) {
            if (row.covers(connector, difference)) {
                return row.ignore();
            }
        }
        return null;
    }
}
