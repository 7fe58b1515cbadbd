package vn.lienthong.hub.app;

import java.util.Map;
import org.springframework.boot.context.config.ConfigDataEnvironmentPostProcessor;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.StandardEnvironment;

/** Reads the same settings as {@code run} does, from the same places, without starting an application. */
final class SettingsFiles {
    private SettingsFiles() {}

    static HubSettings read(Map<String, String> commandLine) {
        StandardEnvironment environment = new StandardEnvironment();
        environment.getPropertySources().addFirst(new MapPropertySource("command line", Map.copyOf(commandLine)));
        try {
            ConfigDataEnvironmentPostProcessor.applyTo(environment);
            DestinationVariables.apply(environment);
            return HubSettings.read(environment);
        } catch (RuntimeException e) {
            throw StartFailures.known(e, environment)
                    .map(known -> (RuntimeException) known)
                    .orElse(e);
        }
    }
}
