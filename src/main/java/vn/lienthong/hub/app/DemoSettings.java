package vn.lienthong.hub.app;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Set;
import java.util.function.Consumer;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName.Form;
import org.springframework.core.env.ConfigurableEnvironment;

/**
 * The settings of the demo. It brings its own journal, broker, data folder, destination, sources and operators whatever is configured
 * where it starts: a made-up day must never reach the journal or the province of a real hub.
 */
final class DemoSettings {
    /** The demo's own; the command line may not name another. */
    private static final List<ConfigurationPropertyName> OWN = names(
            "hub.data",
            "hub.journal.url",
            "hub.journal.username",
            "hub.journal.password",
            "hub.journal.key-file",
            "hub.broker",
            "hub.sources",
            "hub.operators",
            "hub.intake.owed-to",
            "hub.intake.owed-by-unit",
            "hub.destinations");

    private static final String PROVINCE = "hub.destinations.province-rest.";
    private static final Set<String> OF_PROVINCE = Set.of("address", "username", "password");
    private static final ConfigurationPropertyName HUB = ConfigurationPropertyName.of("hub");

    /** Variables of commands that speak to a hub, and where the three folders are. */
    private static final Set<String> NO_SETTINGS = Set.of("HUB_HOME", "HUB_URL", Credential.PASSWORD_VARIABLE);

    private DemoSettings() {}

    /**
     * Refuses a setting that would take the demo out of its own folder.
     *
     * @param given keys on the command line
     */
    static void refuseOwn(Set<String> given) {
        given.forEach(DemoSettings::refuseOwn);
    }

    /** What the demo runs with; {@code given} goes before its own. */
    static Map<String, String> of(DemoFolder folder, DemoProvince province, Map<String, String> given) {
        Map<String, String> settings = new LinkedHashMap<>();
        settings.put("hub.data", folder.path().toString());
        settings.put(PROVINCE + "address", province.address());
        settings.put(PROVINCE + "username", "demo");
        settings.put(PROVINCE + "password", "demo");
        // Above the fake province's "slow", so that only an answer that never comes is waited for in vain.
        settings.put(PROVINCE + "answer-timeout", "PT5S");
        settings.put("logging.level.vn.lienthong.hub", "WARN");
        settings.putAll(given);
        return settings;
    }

    /** Leaves aside every setting of a real hub, and tells which. */
    static void leaveAside(ConfigurableEnvironment environment, Consumer<String> tell) {
        NavigableSet<String> aside = new SettingSieve(environment).takeOut(DemoSettings::isOfARealHub);
        if (!aside.isEmpty()) {
            tell.accept("The demo brings its own of everything; settings found here and left aside: "
                    + String.join(", ", aside) + ".");
        }
    }

    // Variables are the only keys in capitals.
    private static boolean isOfARealHub(String key) {
        if (key.equals(key.toUpperCase(Locale.ROOT))) {
            return key.startsWith("HUB_") && !NO_SETTINGS.contains(key);
        }
        return HUB.isAncestorOf(ConfigurationPropertyName.adapt(key, '.'));
    }

    private static void refuseOwn(String key) {
        ConfigurationPropertyName name = ConfigurationPropertyName.adapt(key, '.');
        boolean tuning = key.startsWith(PROVINCE) && !OF_PROVINCE.contains(name.getLastElement(Form.UNIFORM));
        if (!tuning && OWN.stream().anyMatch(own -> own.equals(name) || own.isAncestorOf(name))) {
            throw CommandFailure.usage(
                    "The demo brings its own journal, broker, data folder, destination, sources and operators.",
                    "--set " + key,
                    "Leave it out, or start a real hub with it: run. The demo's data go elsewhere with --data FOLDER.");
        }
    }

    private static List<ConfigurationPropertyName> names(String... keys) {
        return List.of(keys).stream().map(ConfigurationPropertyName::of).toList();
    }
}
