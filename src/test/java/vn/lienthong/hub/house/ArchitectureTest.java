package vn.lienthong.hub.house;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaCodeUnitAccess;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import com.tngtech.archunit.library.GeneralCodingRules;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import vn.lienthong.hub.testkit.Relay;

/** Who may know whom, and the habits that only bytecode shows. */
class ArchitectureTest {
    private static final PackageTable TABLE = PackageTable.read();

    private static final JavaClasses MACHINE = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages(PackageTable.BASE);

    private static final JavaClasses TESTS = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.ONLY_INCLUDE_TESTS)
            .importPackages(PackageTable.BASE);

    /** Calls that read a clock or draw a lot. Methods that take a Clock or a seed are not among them. */
    private static final Set<String> CLOCKS_AND_LOTS = Set.of(
            "java.lang.System.currentTimeMillis",
            "java.lang.Math.random",
            "java.util.UUID.randomUUID",
            "java.util.random.RandomGenerator.getDefault",
            "java.util.concurrent.ThreadLocalRandom.current");

    private static final String KIT = PackageTable.BASE + ".kit";

    /** What the hub brings at run time, and JUnit's API. */
    private static final Set<String> KIT_LIBRARIES = Set.of(
            "java.",
            "org.jspecify.annotations.",
            "com.fasterxml.jackson.",
            "com.zaxxer.hikari.",
            "org.apache.camel.",
            "org.junit.jupiter.api.",
            "org.junit.platform.commons.",
            "org.opentest4j.");

    @Test
    void everyPackageHasARowAndEveryRowAPackage() {
        Set<String> rooms = new TreeSet<>();
        MACHINE.forEach(type -> PackageTable.room(type).ifPresent(rooms::add));
        assertThat(TABLE.packages()).as("rows of %s", PackageTable.FILE).containsExactlyInAnyOrderElementsOf(rooms);
    }

    @Test
    void everyRowUsesOnlyRowsAboveItAndNamesThatAreExplained() {
        Set<String> above = new TreeSet<>();
        for (String room : TABLE.packages()) {
            assertThat(above)
                    .as("packages above `%s` in %s", room, PackageTable.FILE)
                    .containsAll(TABLE.oursOf(room));
            assertThat(TABLE.labels()).as("names used by `%s`", room).containsAll(TABLE.othersOf(room));
            above.add(room);
        }
    }

    @Test
    void packagesUseOnlyWhatTheTableAllows() {
        classes()
                .should(beAllowedByTheTable())
                .because("the arrows in " + PackageTable.FILE + " are one-way: a new one needs its reason there")
                .check(MACHINE);
    }

    @Test
    void packagesFormNoCycle() {
        slices().matching(PackageTable.BASE + ".(*)..")
                .should()
                .beFreeOfCycles()
                .because("two packages that know each other are one package with two names")
                .check(MACHINE);
    }

    @Test
    void onlyTheApplicationReadsClocksAndDrawsLots() {
        noClasses()
                .that()
                .resideOutsideOfPackage(PackageTable.BASE + ".app..")
                .should()
                .accessTargetWhere(readsAClockOrDrawsALot())
                .because("time and chance come in through the constructor, so that a test can set them")
                .check(MACHINE);
    }

    @Test
    void onlyTheApplicationSpeaksToTheConsole() {
        noClasses()
                .that()
                .resideOutsideOfPackage(PackageTable.BASE + ".app..")
                .should(GeneralCodingRules.ACCESS_STANDARD_STREAMS)
                .because("the hub may run inside another application: rooms log or return, only `app` prints")
                .check(MACHINE);
    }

    @Test
    void nothingEndsTheProcessOutsideTheApplication() {
        noClasses()
                .that()
                .resideOutsideOfPackage(PackageTable.BASE + ".app..")
                .should()
                .callMethod(System.class, "exit", int.class)
                .because("whoever embeds the hub decides when its process ends")
                .check(MACHINE);
    }

    @Test
    void nothingIsInjectedIntoFields() {
        GeneralCodingRules.NO_CLASSES_SHOULD_USE_FIELD_INJECTION
                .because("what an object needs stands in its constructor, where a test can give it")
                .check(MACHINE);
    }

    @Test
    void nothingLogsPastSlf4j() {
        GeneralCodingRules.NO_CLASSES_SHOULD_USE_JAVA_UTIL_LOGGING
                .because("one way of logging, so that masking and format are set in one place")
                .check(MACHINE);
    }

    @Test
    void classNamesSayWhatAThingIs() {
        Pattern emptyEnding = Pattern.compile(".*(Impl|Util|Utils|Helper|Manager|Data|Info|DTO|Dto)");
        noClasses()
                .should(matchSimpleName(emptyEnding))
                .because(
                        "such an ending says nothing that the rest of the name does not: find the word in the glossary")
                .check(MACHINE);
        noClasses()
                .should(matchSimpleName(emptyEnding))
                .because("tests follow the same names")
                .check(TESTS);
    }

    @Test
    void testsNeitherSleepNorMock() {
        // Benchmark and torture are no tests: they wait for as long as they measure, or torment. A slow line is slow.
        noClasses()
                .that()
                .resideOutsideOfPackages(
                        PackageTable.BASE + ".bench..", PackageTable.BASE + ".torture..", "..jmh_generated..")
                .and()
                .doNotBelongToAnyOf(Relay.class)
                .should()
                .callMethod(Thread.class, "sleep", long.class)
                .orShould()
                .callMethod(Thread.class, "sleep", long.class, int.class)
                .orShould()
                .callMethod(TimeUnit.class, "sleep", long.class)
                .orShould()
                .dependOnClassesThat()
                .resideInAnyPackage("org.mockito..", "org.easymock..", "org.powermock..")
                .because(
                        "a sleep is slow when it works and wrong when it does not; a mock of our own type proves nothing")
                .check(TESTS);
    }

    @Test
    void theTestKitUsesNothingThatIsNotInItsJarOrComesWithTheHub() {
        classes()
                .that()
                .resideInAPackage(KIT)
                .and()
                .haveNameNotMatching(".*IT(\\$.*)?")
                .should()
                .onlyDependOnClassesThat(comeWithTheKit())
                .because("it works in a project that has the hub, the kit and JUnit: docs/test-kit.md")
                .check(TESTS);
    }

    private static DescribedPredicate<JavaClass> comeWithTheKit() {
        return DescribedPredicate.describe("come with the kit, the hub or JUnit", type -> {
            JavaClass whole = type.getBaseComponentType();
            if (whole.isPrimitive() || whole.getPackageName().equals(KIT)) {
                return true;
            }
            return whole.getPackageName().startsWith(PackageTable.BASE + ".")
                    ? !TESTS.contain(whole.getName())
                    : KIT_LIBRARIES.stream().anyMatch(library -> whole.getName().startsWith(library));
        });
    }

    private static ArchCondition<JavaClass> beAllowedByTheTable() {
        return new ArchCondition<>("use only what the table allows") {
            @Override
            public void check(JavaClass type, ConditionEvents events) {
                type.getDirectDependenciesFromSelf().forEach(dependency -> TABLE.objection(dependency)
                        .ifPresent(objection -> events.add(SimpleConditionEvent.violated(
                                dependency, objection + ": " + dependency.getDescription()))));
            }
        };
    }

    private static ArchCondition<JavaClass> matchSimpleName(Pattern pattern) {
        return new ArchCondition<>("have a name like " + pattern) {
            @Override
            public void check(JavaClass type, ConditionEvents events) {
                boolean matches = pattern.matcher(type.getSimpleName()).matches();
                events.add(new SimpleConditionEvent(type, matches, type.getName()));
            }
        };
    }

    private static DescribedPredicate<JavaAccess<?>> readsAClockOrDrawsALot() {
        return DescribedPredicate.describe("reads a clock or draws a lot", access -> {
            String owner = access.getTargetOwner().getName();
            String name = access.getName();
            List<String> arguments = access instanceof JavaCodeUnitAccess<?> call
                    ? call.getTarget().getRawParameterTypes().stream()
                            .map(JavaClass::getName)
                            .toList()
                    : List.of();
            boolean now =
                    owner.startsWith("java.time.") && name.equals("now") && !arguments.contains("java.time.Clock");
            boolean clock = owner.equals("java.time.Clock") && (name.startsWith("system") || name.startsWith("tick"));
            boolean unseeded = arguments.isEmpty()
                    && name.equals("<init>")
                    && Set.of("java.util.Random", "java.util.SplittableRandom", "java.util.Date")
                            .contains(owner);
            return now || clock || unseeded || CLOCKS_AND_LOTS.contains(owner + "." + name);
        });
    }
}
