package vn.lienthong.hub.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.SimpleCommandLinePropertySource;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.env.SystemEnvironmentPropertySource;

class DemoSettingsTest {

    @Test
    void leavesTheSettingsOfARealHubAsideAndTellsWhich() {
        StandardEnvironment environment = new StandardEnvironment();
        environment
                .getPropertySources()
                .addFirst(new MapPropertySource(
                        "application.yaml",
                        Map.of(
                                "hub.journal.url", "jdbc:postgresql://db/hub",
                                "hub.intake.owed-by-unit.21556", "echo",
                                "hub.sources.city.password", "a secret of the real hub",
                                "server.port", "8099")));
        environment.getPropertySources().addFirst(new SimpleCommandLinePropertySource("--hub.data=/of/the/demo"));
        String name = StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME;
        environment
                .getPropertySources()
                .replace(
                        name,
                        new SystemEnvironmentPropertySource(
                                name,
                                Map.of("HUB_BROKER_URL", "tcp://real:61616", "HUB_HOME", "/here", "SERVER_PORT", "1")));
        List<String> told = new ArrayList<>();
        DemoSettings.leaveAside(environment, told::add);

        HubSettings settings = HubSettings.read(environment);
        assertThat(settings.journal().embedded()).isTrue();
        assertThat(settings.broker().embedded()).isTrue();
        assertThat(settings.sources()).isEmpty();
        assertThat(settings.data()).isEqualTo("/of/the/demo");
        assertThat(environment.getProperty("server.port")).isEqualTo("8099");
        assertThat(told)
                .containsExactly(
                        "The demo brings its own of everything; settings found here and left aside: HUB_BROKER_URL, "
                                + "hub.intake.owed-by-unit.21556, hub.journal.url, hub.sources.city.password.");
    }

    @Test
    void tellsNothingWhereNothingIsConfigured() {
        List<String> told = new ArrayList<>();
        StandardEnvironment environment = new StandardEnvironment();
        environment
                .getPropertySources()
                .replace(
                        StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME,
                        new MapPropertySource(
                                StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME, Map.of("HUB_HOME", "/x")));
        DemoSettings.leaveAside(environment, told::add);

        assertThat(told).isEmpty();
    }
}
