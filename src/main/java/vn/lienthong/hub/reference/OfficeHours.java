package vn.lienthong.hub.reference;

import java.time.Duration;
import java.time.LocalTime;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;

/**
 * The hours of a working day, as half-open spans {@code [from, to)} of local time in order. Default {@link #USUAL}: 07:30 to
 * 11:30 and 13:30 to 17:30, eight hours in all, because eight working hours make one working day. The hours of the real
 * offices are an assumption.
 */
public record OfficeHours(List<Span> spans) {

    /** One stretch of work without a pause, {@code [from, to)}. */
    public record Span(LocalTime from, LocalTime to) {
        public Span {
            if (!from.isBefore(to)) {
                throw wrong(from + "-" + to);
            }
        }

        Duration length() {
            return Duration.between(from, to);
        }
    }

    /** 07:30 to 11:30 and 13:30 to 17:30. */
    public static final OfficeHours USUAL = parse("07:30-11:30,13:30-17:30");

    public OfficeHours {
        spans = List.copyOf(spans);
        if (spans.isEmpty()) {
            throw wrong("no hours");
        }
        for (int i = 1; i < spans.size(); i++) {
            if (spans.get(i).from().isBefore(spans.get(i - 1).to())) {
                throw wrong(spans.get(i - 1) + " before " + spans.get(i));
            }
        }
    }

    /** Reads hours written as {@code 07:30-11:30,13:30-17:30}. */
    public static OfficeHours parse(String text) {
        List<Span> spans = new ArrayList<>();
        for (String span : text.split(",", -1)) {
            String[] ends = span.strip().split("-", -1);
            if (ends.length != 2) {
                throw wrong(text);
            }
            try {
                spans.add(new Span(LocalTime.parse(ends[0].strip()), LocalTime.parse(ends[1].strip())));
            } catch (DateTimeParseException e) {
                throw wrong(text);
            }
        }
        return new OfficeHours(spans);
    }

    /** When the office closes. */
    public LocalTime close() {
        return spans.get(spans.size() - 1).to();
    }

    private static IllegalArgumentException wrong(String found) {
        return new IllegalArgumentException(
                "Setting hub.reference.office-hours must be spans of one day in order. Found: " + found
                        + ". Example: 07:30-11:30,13:30-17:30");
    }
}
