package vn.lienthong.hub.app;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.context.properties.bind.UnboundConfigurationPropertiesException;
import org.springframework.boot.context.properties.source.ConfigurationProperty;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.context.properties.source.ConfigurationPropertySource;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.boot.origin.Origin;
import org.springframework.boot.web.server.PortInUseException;
import org.springframework.core.convert.ConverterNotFoundException;
import org.springframework.core.env.Environment;

/** What a person did not expect when the start fails, in three parts: wrong settings, a taken port. */
final class StartFailures {
    private static final Pattern LINE = Pattern.compile("line \\d+");

    private StartFailures() {}

    /** The known failure that a start ended with; empty for what nobody foresaw. */
    static Optional<CommandFailure> known(Throwable failure, @Nullable Environment environment) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof CommandFailure known) {
                return Optional.of(known);
            }
            Optional<SettingFault> fault = SettingFault.of(cause);
            if (fault.isPresent()) {
                return fault.map(setting -> setting.at(origin(setting.key(), environment)));
            }
            if (cause instanceof UnboundConfigurationPropertiesException unbound) {
                return Optional.of(unknownSetting(unbound));
            }
            if (cause instanceof PortInUseException taken) {
                return Optional.of(portTaken(taken.getPort()));
            }
        }
        return bindFailure(failure)
                .or(() -> noGroup(failure, environment))
                .or(() -> noYaml(failure))
                .or(() -> told(failure));
    }

    /** What another room has told in three parts, the innermost first. */
    private static Optional<CommandFailure> told(Throwable failure) {
        Optional<CommandFailure> told = Optional.empty();
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            Optional<CommandFailure> deeper = CommandFailure.of(cause);
            told = deeper.isPresent() ? deeper : told;
        }
        return told;
    }

    static CommandFailure portTaken(int port) {
        return CommandFailure.outOfReach(
                "The port is taken by another program.",
                "port " + port + " of this machine",
                "Stop the other program, or choose a port: --port " + (port + 1) + " (0 takes any free one).");
    }

    private static CommandFailure unknownSetting(UnboundConfigurationPropertiesException unbound) {
        StringBuilder found = new StringBuilder();
        for (ConfigurationProperty property : unbound.getUnboundProperties()) {
            found.append(found.isEmpty() ? "" : "; ").append(property.getName()).append(at(property.getOrigin()));
        }
        return CommandFailure.usage(
                "There is a setting under hub. that the hub does not know.",
                found.toString(),
                "Correct the name or take it out; docs/operating.md lists the settings.");
    }

    /** A value that does not even have the right form, such as letters where a number belongs. */
    private static Optional<CommandFailure> bindFailure(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof BindException bind && bind.getProperty() != null) {
                ConfigurationProperty property = bind.getProperty();
                return Optional.of(CommandFailure.usage(
                        "Setting " + property.getName() + " cannot be read as "
                                + bind.getTarget().getType().toClass().getSimpleName() + ".",
                        property.getValue() + at(property.getOrigin()),
                        "Correct the value; docs/operating.md shows an example of every setting."));
            }
        }
        return Optional.empty();
    }

    /** A single value where a group of settings belongs, such as {@code hub.journal: here}. */
    private static Optional<CommandFailure> noGroup(Throwable failure, @Nullable Environment environment) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof BindException bind
                    && bind.getProperty() == null
                    && bind.getCause() instanceof ConverterNotFoundException) {
                String group = bind.getName().toString();
                String origin = origin(group, environment);
                return Optional.of(
                        CommandFailure.usage(
                                "Setting " + group + " is a group of settings and has no value of its own.",
                                "a value" + (origin.isEmpty() ? "" : " (" + origin + ")"),
                                "Take it out, or name the one of the group that is meant; docs/operating.md lists the settings."));
            }
        }
        return Optional.empty();
    }

    /** The reader of YAML does not say which file it read. */
    private static Optional<CommandFailure> noYaml(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause.getClass().getName().startsWith("org.yaml.snakeyaml.")) {
                String words = String.valueOf(cause.getMessage());
                Matcher line = LINE.matcher(words);
                return Optional.of(
                        CommandFailure.usage(
                                "A file of settings is no YAML.",
                                (line.find() ? line.group() + " of " : "")
                                        + "application.yaml or of the file of --config",
                                "Correct it; YAML is indented with blanks, never with tabs, and a value with a colon or a brace needs quotes."));
            }
        }
        return Optional.empty();
    }

    private static String origin(String key, @Nullable Environment environment) {
        if (environment == null || !ConfigurationPropertyName.isValid(key)) {
            return "";
        }
        ConfigurationPropertyName name = ConfigurationPropertyName.of(key);
        for (ConfigurationPropertySource source : ConfigurationPropertySources.get(environment)) {
            ConfigurationProperty property = source.getConfigurationProperty(name);
            if (property != null) {
                Origin origin = property.getOrigin();
                return origin == null ? String.valueOf(source.getUnderlyingSource()) : origin.toString();
            }
        }
        return "";
    }

    private static String at(@Nullable Origin origin) {
        return origin == null ? "" : " (" + origin + ")";
    }
}
