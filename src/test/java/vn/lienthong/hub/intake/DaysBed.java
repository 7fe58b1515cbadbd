package vn.lienthong.hub.intake;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import vn.lienthong.hub.connector.HeldFiles;
import vn.lienthong.hub.journal.Journal;
import vn.lienthong.hub.journal.SubmissionView;
import vn.lienthong.hub.journal.TestClock;

/** What tests of a source that lists by days share: rounds on the test's thread, a clock that moves by hand; everything else is real. */
abstract class DaysBed extends PullBed {
    /** Monday 2 March 2026, 08:00 in Viet Nam. */
    final TestClock clock = new TestClock(Instant.parse("2026-03-02T01:00:00Z"));

    final DaySource source = new DaySource();
    final Map<String, String> more = new HashMap<>();

    /** After the journal was asked for the revisions of dossiers. */
    Runnable meanwhile = () -> {};
    /** After messages were written into the book. */
    Runnable written = () -> {};

    @Override
    AutoCloseable source() {
        return source;
    }

    @Override
    Journal journal() {
        return Meanwhile.written(
                Meanwhile.revisionsAreAsked(super.journal(), () -> meanwhile.run()), () -> written.run());
    }

    /** A round, on this thread. */
    PullState round() throws IOException {
        source.calls.clear();
        return opened().round(DaySource.NAME);
    }

    PullState round(Duration later) throws IOException {
        clock.forward(later);
        return round();
    }

    @Override
    Pulls open() throws IOException {
        source.write(home.resolve("connectors"));
        Map<String, String> settings = new HashMap<>(Map.of(
                "address",
                source.address(),
                "modules",
                "a",
                "our-units",
                "1,2",
                "look-back",
                "P2D",
                "fetch-again",
                "PT1H"));
        settings.putAll(more);
        return open(DaySource.NAME, settings, source.mapping(home), HeldFiles.NONE, clock);
    }

    /** Whose the record is, by each of its revisions in turn. */
    List<String> names(String code) throws IOException {
        List<String> names = new ArrayList<>();
        for (SubmissionView view : kept(code)) {
            byte[] bytes = journals.journal().content(view.id()).orElseThrow();
            names.add(DaySource.JSON.readTree(bytes).at("/applicant/name").asText());
        }
        return names;
    }

    List<Integer> revisions(String code) {
        return kept(code).stream().map(SubmissionView::revision).toList();
    }
}
