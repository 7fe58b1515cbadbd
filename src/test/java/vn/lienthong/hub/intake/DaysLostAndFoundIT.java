package vn.lienthong.hub.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static vn.lienthong.hub.intake.DaySource.record;

import java.io.IOException;
import java.time.Duration;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import vn.lienthong.hub.journal.JournalUnavailable;
import vn.lienthong.hub.journal.PullBook;

/** What a source that is told nothing lists is not lost, whatever fails, where, and when. */
class DaysLostAndFoundIT extends DaysBed {

    @Test
    void whatWasWrittenDownBeforeAKillIsAsGoodAsToldAndAChangeBackIsSeen() throws IOException {
        source.list("02/03/2026", "11", record("X-1", "Nguyễn Văn Mẫu"));
        written = () -> {
            throw new JournalUnavailable("The hub is killed here, as the test wants it.", new IOException());
        };
        assertThat(Objects.requireNonNull(round().trouble()).code()).isEqualTo("journal-unavailable");
        written = () -> {};
        restart();
        assertThat(kept("X-1").get(0).pulled()).singleElement().satisfies(pulled -> {
            assertThat(pulled.acknowledged()).isEqualTo(PullBook.UNTOLD);
            assertThat(pulled.acknowledgedAt()).isEqualTo(clock.instant());
            assertThat(pulled.answer()).isEqualTo(PullBook.UNTOLD);
        });
        source.say("11", 0, record("X-1", "Nguyễn Văn Mẫu Hai"));
        round(Duration.ofHours(2));
        source.say("11", 0, record("X-1", "Nguyễn Văn Mẫu"));
        round(Duration.ofHours(2));

        assertThat(revisions("X-1")).containsExactly(1, 2, 3);
    }

    /** A hub that was away for longer than anything is waited for, and a source whose lists work and whose details do not. */
    private void awayForLongAndThenWithoutDetails(String... numbers) throws IOException {
        round();
        restart();
        for (String number : numbers) {
            source.list("02/03/2026", number, record("X-" + number, "Nguyễn Văn Mẫu"));
            source.say(number, 500, record("X-" + number, "Nguyễn Văn Mẫu"));
        }
        clock.forward(Duration.ofDays(40));
    }

    @Test
    void nothingIsGivenUpWhileTheSourceGivesNothingAtAllHoweverOldItsDayIs() throws IOException {
        awayForLongAndThenWithoutDetails("11", "12", "13", "14");
        for (int i = 0; i < 9; i++) {
            assertThat(round(Duration.ofMinutes(1)).trouble()).isNotNull();
            assertThat(source.fetched()).as("three in a row end the round").hasSize(3);
        }
        assertThat(journals.count("refused")).isZero();
        for (int i = 11; i <= 14; i++) {
            source.say("" + i, 0, record("X-" + i, "Nguyễn Văn Mẫu"));
        }
        assertThat(round().trouble()).isNull();

        for (int i = 11; i <= 14; i++) {
            assertThat(kept("X-" + i)).hasSize(1);
        }
    }

    @Test
    void whatIsAboutAllMessagesGivesNoneUp() throws IOException {
        awayForLongAndThenWithoutDetails("11");
        for (int code : new int[] {429, 401, 429, 401, 429, 401, 429, 401}) {
            source.say("11", code, record("X-11", "Nguyễn Văn Mẫu"));
            for (String other : new String[] {"12", "13"}) {
                source.list("11/04/2026", other + clock.instant().getEpochSecond(), record("X-12", "Trần Thị Mẫu"));
            }
            assertThat(round(Duration.ofMinutes(1)).trouble()).isNotNull();
            assertThat(source.fetched()).contains("detail 11");
        }

        assertThat(kept("11")).isEmpty();
        source.say("11", 0, record("X-11", "Nguyễn Văn Mẫu"));
        round();
        assertThat(kept("X-11")).hasSize(1);
    }

    @Test
    void aTroubleOfOneOldMessageIsWaitedForInFiveRoundsAndThenItIsKeptAsRefused() throws IOException {
        awayForLongAndThenWithoutDetails("11");
        for (int i = 1; i <= 5; i++) {
            source.list("11/04/2026", "2" + i, record("Y-" + i, "Trần Thị Mẫu"));
            assertThat(round(Duration.ofMinutes(1)).needsPerson())
                    .as("round %s", i)
                    .isEqualTo(i == 5);
        }
        assertThat(round(Duration.ofMinutes(1)).trouble())
                .as("nothing else came, so it may be the source")
                .isNotNull();
        assertThat(journals.count("refused")).isZero();
        source.list("11/04/2026", "26", record("Y-6", "Trần Thị Mẫu"));
        round(Duration.ofMinutes(1));

        assertThat(kept("11")).singleElement().satisfies(view -> assertThat(view.problemCodes())
                .containsExactly("never-given"));
        round();
        assertThat(source.listed()).doesNotContain("a 02/03/2026").hasSize(3);
    }

    @Test
    void oneNumberInTwoModulesIsTwoMessages() throws IOException {
        more.put("modules", "a,b");
        source.list("a", "02/03/2026", "5", record("X-1", "Nguyễn Văn Mẫu"));
        source.list("b", "02/03/2026", "5", record("X-2", "Trần Thị Mẫu"));
        assertThat(round().counts().accepted()).isEqualTo(2);
        assertThat(round().counts().accepted()).as("both were fetched lately").isEqualTo(2);
        assertThat(source.fetched()).isEmpty();
        assertThat(round(Duration.ofHours(2)).counts().repeated()).isEqualTo(2);
        source.say("b", "5", 0, record("X-2", "Trần Thị Mẫu Hai"));
        round(Duration.ofHours(2));
        source.say("b", "5", 0, record("X-2", "Trần Thị Mẫu"));
        round(Duration.ofHours(2));

        assertThat(revisions("X-1")).containsExactly(1);
        assertThat(revisions("X-2")).containsExactly(1, 2, 3);
    }

    @Test
    void oneMessageThatTwoModulesGiveIsNoNewsFromEither() throws IOException {
        more.put("modules", "a,b");
        source.list("a", "02/03/2026", "5", record("X-1", "Nguyễn Văn Mẫu"));
        source.list("b", "02/03/2026", "5", record("X-1", "Nguyễn Văn Mẫu"));
        source.list("b", "02/03/2026", "6", record("X-1", "Nguyễn Văn Mẫu Hai"));
        round();
        round(Duration.ofHours(2));
        round(Duration.ofHours(2));

        assertThat(revisions("X-1")).containsExactly(1, 2);
    }

    @Test
    void aDayStaysOpenWhileOneOfTwoMessagesUnderOneNumberIsNotTaken() throws IOException {
        source.whole = true;
        source.sums = CanonicalJson::sum;
        more.put("window", "1");
        round();
        source.list("02/03/2026", "7", record("X-1", "Nguyễn Văn Mẫu"));
        source.list("02/03/2026", "7", record("X-2", "Trần Thị Mẫu"));
        meanwhile = () -> Objects.requireNonNull(pulls).close();
        round(Duration.ofDays(5));
        assertThat(kept("X-1").size() + kept("X-2").size())
                .as("the hub was stopped after the first")
                .isEqualTo(1);
        meanwhile = () -> {};
        restart();
        round();

        assertThat(kept("X-1")).hasSize(1);
        assertThat(kept("X-2")).hasSize(1);
        round();
        assertThat(source.listed()).doesNotContain("a 02/03/2026");
    }
}
