package vn.lienthong.hub.reconciliation;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.function.UnaryOperator;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.lienthong.hub.reconciliation.ThreeSides.Known;
import vn.lienthong.hub.reconciliation.ThreeSides.Result;
import vn.lienthong.hub.reconciliation.ThreeSides.Said;
import vn.lienthong.hub.vocabulary.Status;
import vn.lienthong.hub.vocabulary.TransferState;

class ReconciliationTest {
    @TempDir
    Path folder;

    /** One thing that a test plants, and what must be said of it. */
    private record Plant(Kind kind, Cause cause, UnaryOperator<Said> province) {}

    private static final List<Plant> PLANTS = List.of(
            new Plant(Kind.STATUS, Cause.CHANGED_AT_PROVINCE, said -> said.with(Status.RECEIVED)),
            new Plant(Kind.STATUS, Cause.PROVINCE_IS_AHEAD, said -> said.with(Status.RETURNED)),
            new Plant(
                    Kind.RECEIVED,
                    Cause.CHANGED_AT_PROVINCE,
                    said -> said.received(said.received().substring(0, 11) + "16:44")),
            new Plant(Kind.DUE, Cause.CHANGED_AT_PROVINCE, said -> said.due("2020-02-03T17:00")),
            new Plant(Kind.FINISHED, Cause.CHANGED_AT_PROVINCE, said -> said.finished("2020-01-15T09:00")),
            new Plant(Kind.ATTACHMENTS, Cause.CHANGED_AT_PROVINCE, said -> said.files("khác.pdf")));

    @Property(tries = 8)
    void everyPlantedDifferenceIsFoundAndNothingElseInAnyOrderOfRows(@ForAll long seed) throws IOException {
        Random chance = new Random(seed);
        Path place = Files.createTempDirectory("lienthong-reconciliation");
        ThreeSides sides = ThreeSides.same(400, chance);
        List<String> planted = new ArrayList<>();
        List<Integer> places = new ArrayList<>();
        for (int i = 0; i < 12; i++) {
            int at = i * 33 + chance.nextInt(33);
            places.add(at);
            Plant plant = PLANTS.get(chance.nextInt(PLANTS.size()));
            Said said = sides.province.get(at);
            sides.province.set(at, plant.province.apply(said));
            planted.add(said.code() + " [" + plant.kind + "] " + plant.cause);
        }
        String lost = remove(sides.province, places.get(0) == 0 ? 1 : 0);
        planted.add(lost + " [MISSING_AT_PROVINCE] LOST_AFTER_DELIVERY");
        planted.add(sides.hub.remove(399).newest().code() + " [MISSING_IN_HUB] REACHED_PROVINCE_ANOTHER_WAY");
        Said foreign = ThreeSides.said(5_000, chance);
        sides.province.add(foreign);
        planted.add(foreign.code() + " [EXTRA] ONLY_AT_PROVINCE");
        sides.shuffle(chance);

        Result result = sides.compare(place);

        planted.sort(null);
        assertThat(result.words()).isEqualTo(planted);
        assertThat(result.found().differences()).isEqualTo(planted.size());
        assertThat(result.found().onTheirWay()).isZero();
        assertThat(result.found().opened()).isLessThan(result.found().buckets());
    }

    private static String remove(List<Said> list, int at) {
        return list.remove(at).code();
    }

    @Test
    void formsOfTheSameDateAreNoDifference() throws IOException {
        ThreeSides sides = ThreeSides.same(60, new Random(1));
        // The province tells the day alone of some, the city writes times in UTC.
        sides.province.replaceAll(said -> said.due(said.due().substring(0, 10)));
        sides.province.set(
                3,
                sides.province.get(3).received(sides.province.get(3).received().substring(0, 10)));
        Path city = sides.cityFile(folder);
        Files.writeString(city, Files.readString(city).replaceAll("T17:00:00\\+07:00", "T10:00:00Z"));
        Reconciliation.Lists lists = new Reconciliation.Lists(
                new ListFile(city, Map.of(), ThreeSides.NOW),
                new ListFile(sides.provinceFile(folder), Map.of(), ThreeSides.NOW));

        Result result = sides.compare(folder, lists, new Reconciliation.Scope(null, null, null));

        assertThat(result.words()).isEmpty();
    }

    @Test
    void anotherDayIsADifferenceAlsoWhereADayAloneIsTold() throws IOException {
        ThreeSides sides = ThreeSides.same(20, new Random(1));
        sides.province.replaceAll(said -> said.due(said.due().substring(0, 10)));
        sides.province.set(7, sides.province.get(7).due("2020-01-01"));

        assertThat(sides.compare(folder).words())
                .containsExactly(sides.city.get(7).code() + " [DUE] CHANGED_AT_PROVINCE");
    }

    @Test
    void itIsSaidThatACodeThatWasUsedAgainTellsNotWhichUnitIsMeant() throws IOException {
        ThreeSides sides = ThreeSides.same(20, new Random(1));
        assertThat(sides.compare(folder).found().notCompared()).noneMatch(words -> words.contains("21583"));
        sides.city.set(7, sides.city.get(7).unit("21583"));
        sides.city.set(8, sides.city.get(8).unit("21583"));

        assertThat(sides.compare(folder).found().notCompared())
                .contains(
                        "which of the units that had the code 21583 one after the other (A, then B) a list means: a code is"
                                + " told without its day");
    }

    @Test
    void whatIsOnItsWayIsCountedApart() throws IOException {
        ThreeSides sides = ThreeSides.same(50, new Random(2));
        change(sides, 1, Status.RETURNED, TransferState.READY);
        change(sides, 2, Status.RETURNED, TransferState.UNCLEAR);
        sides.province.remove(40);
        sides.hub.set(40, Known.stands(sides.city.get(40), TransferState.WAITING, null));

        Result result = sides.compare(folder);

        assertThat(result.words()).isEmpty();
        assertThat(result.found().onTheirWay()).isEqualTo(3);
        assertThat(result.found().same()).isTrue();
    }

    @Test
    void whatWaitsForAPersonIsNotOnItsWay() throws IOException {
        ThreeSides sides = ThreeSides.same(50, new Random(2));
        change(sides, 1, Status.RETURNED, TransferState.PARKED);
        change(sides, 2, Status.RETURNED, TransferState.CANCELLED);
        change(sides, 3, Status.RETURNED, null);
        sides.city.set(4, sides.city.get(4).with(Status.STOPPED));

        Result result = sides.compare(folder);

        assertThat(result.words())
                .containsExactlyInAnyOrder(
                        code(sides, 1) + " [STATUS] PARKED",
                        code(sides, 2) + " [STATUS] CANCELLED",
                        code(sides, 3) + " [STATUS] NOT_OWED",
                        code(sides, 4) + " [STATUS] PUSHED_NOT_THE_NEWEST");
        assertThat(result.differences().stream().map(one -> one.repair()).filter(Objects::nonNull))
                .extracting(repair -> repair.act())
                .containsExactly("release");
    }

    /** The city and the newest record say something new that the province was not given yet. */
    private static void change(ThreeSides sides, int at, Status status, @Nullable TransferState state) {
        Said old = sides.city.get(at);
        sides.city.set(at, old.with(status));
        sides.hub.set(at, Known.stands(old.with(status), state, old));
    }

    private static String code(ThreeSides sides, int at) {
        return sides.city.get(at).code();
    }

    @Test
    void whatCameAfterAListWasMadeIsCountedApart() throws IOException {
        ThreeSides sides = ThreeSides.same(30, new Random(3));
        Said fresh = ThreeSides.said(900, new Random(4));
        sides.hub.add(new Known(
                fresh,
                TransferState.DELIVERED,
                fresh,
                false,
                ThreeSides.NOW.plusSeconds(9),
                ThreeSides.NOW.plusSeconds(10)));

        Result result = sides.compare(folder);

        assertThat(result.words()).isEmpty();
        assertThat(result.found().onTheirWay()).isEqualTo(1);
    }

    @Test
    void bodiesThatAreGoneAreSaidAndWhatIsKnownWithoutThemIsCompared() throws IOException {
        ThreeSides sides = ThreeSides.same(40, new Random(5));
        sides.hub.replaceAll(known ->
                new Known(known.newest(), known.state(), known.given(), true, known.acceptedAt(), known.givenAt()));
        sides.province.set(9, sides.province.get(9).with(Status.WITHDRAWN));
        String lost = remove(sides.province, 20);

        Result result = sides.compare(folder);

        assertThat(result.words())
                .containsExactlyInAnyOrder(
                        code(sides, 9) + " [STATUS] HUB_KEEPS_NO_BODY",
                        lost + " [MISSING_AT_PROVINCE] LOST_AFTER_DELIVERY");
        assertThat(result.found().notCompared()).anyMatch(words -> words.startsWith("of 40 dossiers"));
    }

    @Test
    void aWrongUnitIsFoundAndADossierThatIsListedTwice() throws IOException {
        ThreeSides sides = ThreeSides.same(40, new Random(6));
        sides.province.set(5, sides.province.get(5).unit("99999"));
        sides.province.add(sides.province.get(8).with(Status.NEW));
        sides.province.add(sides.province.get(9));

        assertThat(sides.compare(folder).words())
                .containsExactlyInAnyOrder(
                        code(sides, 5) + " [UNIT] CHANGED_AT_PROVINCE",
                        code(sides, 8) + " [LISTED_TWICE] LIST_IS_UNSOUND");
    }

    @Test
    void onlyTheUnitAndTheDaysThatAreMeantAreToldOf() throws IOException {
        ThreeSides sides = ThreeSides.same(70, new Random(7));
        sides.province.clear();
        LocalDate day = LocalDate.of(2019, 12, 5);

        Result result =
                sides.compare(folder, sides.lists(folder), new Reconciliation.Scope("21551", day, day.plusDays(3)));

        assertThat(result.differences()).isNotEmpty().allSatisfy(one -> {
            assertThat(one.unit()).isEqualTo("21551");
            assertThat(one.day()).isBetween(day, day.plusDays(3));
        });
        assertThat(result.differences()).hasSize((int) sides.city.stream()
                .filter(said -> said.unit().equals("21551"))
                .map(said -> LocalDate.parse(said.received().substring(0, 10)))
                .filter(one -> !one.isBefore(day) && !one.isAfter(day.plusDays(3)))
                .count());
    }

    @Test
    void aListThatDoesNotTellAFieldHidesNothingOfTheOthers() throws IOException {
        ThreeSides sides = ThreeSides.same(40, new Random(8));
        sides.province.set(5, sides.province.get(5).with(Status.NEW).due("2030-01-01T08:00"));
        Path province = sides.provinceFile(folder);
        Files.writeString(province, Files.readString(province).replace("Ngày hẹn trả", "Ghi chú"));
        Reconciliation.Lists lists = new Reconciliation.Lists(null, new ListFile(province, Map.of(), ThreeSides.NOW));

        Result result = sides.compare(folder, lists, new Reconciliation.Scope(null, null, null));

        assertThat(result.words()).containsExactly(code(sides, 5) + " [STATUS] CHANGED_AT_PROVINCE");
        assertThat(result.found().notCompared())
                .contains("the province's list does not tell: due, sums", "the city's list: none was given");
    }
}
