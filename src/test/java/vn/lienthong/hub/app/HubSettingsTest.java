package vn.lienthong.hub.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.env.SystemEnvironmentPropertySource;
import vn.lienthong.hub.app.HubSettings.Visibility;

class HubSettingsTest {

    @Test
    void needsNothingToBeSet() {
        HubSettings settings = read(Map.of());

        assertThat(settings.homeFolder()).isEqualTo(Path.of("").toAbsolutePath());
        assertThat(settings.dataFolder()).isEqualTo(settings.homeFolder().resolve("data"));
        assertThat(settings.journal().embedded()).isTrue();
        assertThat(settings.broker().embedded()).isTrue();
        assertThat(settings.explain().personalData()).isEqualTo(Visibility.HIDDEN);
        assertThat(settings.intakeSettings().recordLimit()).isEqualTo(1 << 20);
        assertThat(settings.knownSources().isDemoOnly()).isTrue();
    }

    @Test
    void owesRecordsToEveryDestinationUnlessToldOtherwise() {
        Map<String, Object> two = Map.of("hub.destinations.b.address", "x", "hub.destinations.a.address", "x");
        assertThat(read(two).intakeSettings().owedTo()).containsExactly("a", "b");

        Map<String, Object> chosen = new HashMap<>(two);
        chosen.put("hub.intake.owed-to", "b");
        chosen.put("hub.intake.owed-by-unit.21556", "a");
        assertThat(read(chosen).intakeSettings().owedTo()).containsExactly("b");
        assertThat(read(chosen).intakeSettings().owedByUnit()).containsEntry("21556", List.of("a"));
    }

    @Test
    void keepsTheSettingsOfADestinationAsTheyAreWritten() {
        HubSettings settings = read(Map.of(
                "hub.destinations.province-rest.unit-code", "000.00.01.H08",
                "hub.destinations.province-rest.retry.first", "PT2S"));

        assertThat(settings.destinations().get("province-rest"))
                .containsEntry("unit-code", "000.00.01.H08")
                .containsEntry("retry.first", "PT2S");
    }

    @Test
    void saysWhichDatabaseUrlCannotBe() {
        assertThat(fault(Map.of("hub.journal.url", "jdbc:mysql://db/hub")))
                .isEqualTo(
                        """
                        Setting hub.journal.url must begin with jdbc:postgresql:.
                          Found: jdbc:mysql://db/hub ("hub.journal.url" from property source "test")
                          To do: Example: hub.journal.url=jdbc:postgresql://127.0.0.1:5432/hub""");
    }

    @Test
    void refusesAPasswordWithoutAServerAndInsideAUrl() {
        assertThat(fault(Map.of("hub.broker.password", "secret-1234"))).contains("hub.broker.url must be given");
        assertThat(fault(Map.of("hub.journal.url", "jdbc:postgresql://db/hub?password=secret-1234")))
                .contains("must not carry the password")
                .doesNotContain("secret-1234");
    }

    @Test
    void namesASettingThatDoesNotExist() {
        assertThat(fault(Map.of("hub.jurnal.url", "x")))
                .contains("does not know")
                .contains("hub.jurnal.url");
    }

    @Test
    void namesAValueOfTheWrongKind() {
        assertThat(fault(Map.of("hub.intake.batches", "many")))
                .contains("Setting hub.intake.batches cannot be read")
                .contains("many");
        assertThat(fault(Map.of("hub.intake.batches", "0"))).contains("Setting hub.intake.batches must be positive");
    }

    @Test
    void takesAnAccountByPasswordOrByHashAndShowsNeither() {
        HubSettings settings = read(Map.of("hub.sources.city.password", "correct horse battery"));

        assertThat(settings.knownSources().isDemoOnly()).isFalse();
        assertThat(settings.toString()).doesNotContain("correct horse");
        assertThat(fault(Map.of("hub.sources.city.password", "short")))
                .contains("hub.sources.city.password")
                .contains("5 characters")
                .doesNotContain("short (");
        assertThat(fault(Map.of("hub.operators.an.secret-sha256", "abc"))).contains("64 hexadecimal digits");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "hub.sources.city.password",
                "hub.operators.an.secret-sha256",
                "hub.destinations.province-rest.password",
                "hub.data",
                "hub.intake.rate",
                "hub.journal.patience"
            })
    void refusesAPlaceholderThatNobodyFilledIn(String key) {
        assertThat(fault(Map.of(key, "${NOBODY_SET_THIS}")))
                .isEqualTo(
                        """
                        Setting %1$s needs a variable that is not set.
                          Found: ${NOBODY_SET_THIS} ("%1$s" from property source "test")
                          To do: Set NOBODY_SET_THIS in the environment before the start, or write a fallback: ${NOBODY_SET_THIS:FALLBACK}."""
                                .formatted(key));
    }

    @Test
    void showsNothingOfAValueBesideThePlaceholder() {
        assertThat(fault(Map.of("hub.sources.city.password", "known-part-${REST}")))
                .contains("${REST}")
                .doesNotContain("known-part");
    }

    @Test
    void takesTheFallbackOfAPlaceholder() {
        HubSettings settings = read(Map.of(
                "hub.destinations.province-rest.password", "${NOBODY_SET_THIS:mat-khau-thu}",
                "hub.intake.rate", "${NOBODY_SET_THIS:7}"));

        assertThat(settings.destinations().get("province-rest")).containsEntry("password", "mat-khau-thu");
        assertThat(settings.intake().rate()).isEqualTo(7);
    }

    @Test
    void readsTheSettingsOfADestinationFromTheEnvironment() {
        StandardEnvironment environment = environment(Map.of("hub.destinations.province-rest.username", "quynhon"));
        Map<String, Object> variables = Map.of(
                "HUB_DESTINATIONS_PROVINCE_REST_PASSWORD", "mat-khau-thu",
                "HUB_DESTINATIONS_PROVINCE_REST_RETRY_GIVE_UP_AFTER_ATTEMPTS", "3",
                "HUB_DESTINATIONS_PROVINCE_REST_UNIT_CODE", "000.00.01.H08",
                "HUB_DESTINATIONS_ECHO_ANSWER_TIMEOUT", "PT3S",
                "HUB_INTAKE_RATE", "9",
                "PATH", "/bin");
        String name = StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME;
        environment.getPropertySources().replace(name, new SystemEnvironmentPropertySource(name, variables));
        DestinationVariables.apply(environment);

        HubSettings settings = HubSettings.read(environment);
        assertThat(settings.destinations())
                .containsOnly(
                        Map.entry(
                                "province-rest",
                                Map.of(
                                        "username",
                                        "quynhon",
                                        "password",
                                        "mat-khau-thu",
                                        "retry.give-up-after-attempts",
                                        "3",
                                        "unit-code",
                                        "000.00.01.H08")),
                        Map.entry("echo", Map.of("answer-timeout", "PT3S")));
        assertThat(settings.intake().rate()).isEqualTo(9);
    }

    @Test
    void aVariableCalledHubIsSomebodyElses() {
        StandardEnvironment environment = new StandardEnvironment();
        String name = StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME;
        environment
                .getPropertySources()
                .replace(name, new SystemEnvironmentPropertySource(name, Map.of("HUB", "https://hub.example")));
        DestinationVariables.apply(environment);
        assertThat(HubSettings.read(environment).data()).isEmpty();
    }

    @Test
    void aValueForAWholeGroupIsNamed() {
        assertThat(fault(Map.of("hub.journal", "here")))
                .startsWith("Setting hub.journal is a group of settings and has no value of its own.")
                .contains("To do: Take it out");
        assertThat(fault(Map.of("hub", "here"))).startsWith("Setting hub is a group");
    }

    @Test
    void putsAFileInThePlaceOfATable() {
        HubSettings settings = read(Map.of(
                "hub.home", "/opt/hub",
                "hub.reference.replacements.agency-codes.csv", "/etc/hub/codes.csv",
                "hub.reference.office-hours", "07:00-11:30,13:00-16:30"));

        assertThat(settings.referenceSettings().file("agency-codes.csv")).isEqualTo(Path.of("/etc/hub/codes.csv"));
        assertThat(settings.referenceSettings().file("units.csv"))
                .isEqualTo(Path.of("/opt/hub/mappings/tables/units.csv"));
        assertThat(settings.referenceSettings().officeHours().close()).hasToString("16:30");
        assertThat(settings.reference().fictitiousAgencyCodes()).isEqualTo(HubSettings.Fictitious.REFUSED);
    }

    @Test
    void namesATableThatDoesNotExistAndHoursThatCannotBe() {
        assertThat(fault(Map.of("hub.reference.replacements.agencies.csv", "/etc/hub/codes.csv")))
                .startsWith("Setting hub.reference.replacements must name a table.")
                .contains("Found: agencies.csv");
        assertThat(fault(Map.of("hub.reference.office-hours", "8 to 5")))
                .startsWith("Setting hub.reference.office-hours must be spans of one day in order.");
    }

    private static HubSettings read(Map<String, Object> values) {
        StandardEnvironment environment = environment(values);
        return HubSettings.read(environment);
    }

    private static String fault(Map<String, Object> values) {
        StandardEnvironment environment = environment(values);
        try {
            HubSettings.read(environment);
            return "no fault";
        } catch (RuntimeException e) {
            return StartFailures.known(e, environment).map(CommandFailure::text).orElse("unknown: " + e);
        }
    }

    private static StandardEnvironment environment(Map<String, Object> values) {
        StandardEnvironment environment = new StandardEnvironment();
        environment.getPropertySources().addFirst(new MapPropertySource("test", values));
        return environment;
    }
}
