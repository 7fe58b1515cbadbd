package vn.lienthong.hub.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static vn.lienthong.hub.intake.DaySource.record;

import java.io.IOException;
import java.time.Duration;
import java.time.LocalDate;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import vn.lienthong.hub.journal.Journal;
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
        assertThat(journals.count("refused")).isZero();
        round(Duration.ofMinutes(1));

        assertThat(kept("11")).singleElement().satisfies(view -> assertThat(view.problemCodes())
                .containsExactly("never-given"));
        round();
        assertThat(source.listed()).doesNotContain("a 02/03/2026").hasSize(3);
    }

    @Test
    void ofAQuietSourceOneThatCameBeforeIsAskedForAgainAndThenTheDayOfTheOtherIsClosed() throws IOException {
        source.list("01/03/2026", "10", record("X-10", "Trần Thị Mẫu"));
        awayForLongAndThenWithoutDetails("11");
        round(Duration.ofMinutes(1));
        for (int i = 2; i <= 5; i++) {
            round(Duration.ofMinutes(1));
            assertThat(source.fetched()).as("round %s", i).containsExactly("detail 11");
        }
        PullState state = round(Duration.ofMinutes(1));

        assertThat(source.fetched()).containsExactly("detail 11", "detail 10");
        assertThat(state.trouble()).isNull();
        assertThat(kept("11")).singleElement().satisfies(view -> {
            assertThat(view.problemCodes()).containsExactly("never-given");
        });
        assertThat(revisions("X-10")).as("what the question gave went nowhere").containsExactly(1);
        round(Duration.ofMinutes(1));
        assertThat(source.listed()).doesNotContain("a 02/03/2026").hasSize(3);
    }

    @Test
    void ofAQuietSourceThatGivesNothingThatCameBeforeEitherNothingIsGivenUpAndItIsSeldomAsked() throws IOException {
        source.list("01/03/2026", "10", record("X-10", "Trần Thị Mẫu"));
        awayForLongAndThenWithoutDetails("11");
        round(Duration.ofMinutes(1));
        source.say("10", 500, record("X-10", "Trần Thị Mẫu"));
        int asked = 0;
        for (int i = 1; i <= 40; i++) {
            assertThat(round(Duration.ofMinutes(2)).trouble()).isNotNull();
            asked += (int) source.fetched().stream().filter("detail 10"::equals).count();
        }

        assertThat(asked).as("by fetch-again, an hour here").isEqualTo(2);
        assertThat(journals.count("refused")).isZero();
        source.say("11", 0, record("X-11", "Nguyễn Văn Mẫu"));
        assertThat(round().trouble()).isNull();
        assertThat(kept("X-11")).hasSize(1);
    }

    @Test
    void aDayThatAPersonClosedIsAskedForNoMoreButForTheLatest() throws IOException {
        more.put("modules", "a,b");
        round();
        source.broken.add("a 02/03/2026");
        source.broken.add("b 02/03/2026");
        round(Duration.ofDays(5));
        PullBook book = journals.journal().pulls();
        LocalDate today = LocalDate.of(2026, 3, 7);
        LocalDate day = LocalDate.of(2026, 3, 2);
        assertThat(book.allOpenDays(today, 100))
                .filteredOn(one -> one.day().equals(day))
                .hasSize(2);
        Journal.By an = new Journal.By("An", "The source says that it is gone.");
        assertThat(book.closeDay(new PullBook.Closing(DaySource.NAME, "b", day, today), an))
                .containsExactly(new PullBook.OpenDay(DaySource.NAME, "b", day, false));
        assertThat(book.closeDay(new PullBook.Closing(DaySource.NAME, null, today, today), an))
                .as("the latest")
                .isEmpty();
        assertThat(book.closeDay(new PullBook.Closing("another", null, day, today), an))
                .isEmpty();
        round();

        assertThat(source.listed()).contains("a 02/03/2026", "b 07/03/2026").doesNotContain("b 02/03/2026");
        assertThat(book.closedDays(10)).singleElement().satisfies(closed -> {
            assertThat(closed.source()).isEqualTo(DaySource.NAME);
            assertThat(closed.place()).isEqualTo("b");
            assertThat(closed.day()).isEqualTo(day);
            assertThat(closed.by()).isEqualTo(an);
        });
        restart();
        round(Duration.ofDays(9));
        assertThat(source.listed())
                .as("days are counted on from the latest")
                .contains("b 08/03/2026")
                .doesNotContain("b 02/03/2026");
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
