package vn.lienthong.hub.app;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.BindHandler;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.boot.context.properties.bind.handler.NoUnboundElementsBindHandler;
import org.springframework.boot.context.properties.source.UnboundElementsSourceFilter;
import org.springframework.core.env.Environment;
import org.springframework.util.unit.DataSize;
import vn.lienthong.hub.intake.IntakeSettings;
import vn.lienthong.hub.intake.Sources;
import vn.lienthong.hub.journal.JournalSettings;
import vn.lienthong.hub.reference.OfficeHours;
import vn.lienthong.hub.reference.ReferenceSettings;
import vn.lienthong.hub.vocabulary.Sha256;

/**
 * The settings of the hub, prefix {@code hub.}; all checked when read, each message names its key.
 *
 * @param home folder with routes/, connectors/ and mappings/; default: the current directory
 * @param data folder for what the hub keeps; default: {@code data} in {@code home}
 * @param journal the journal's database; default: embedded PostgreSQL under {@code data}
 * @param broker the broker of the lanes; default: embedded
 * @param destinations by the name of the connector folder: its settings and those of its delivery
 * @param lookups by the name of the connector folder: registers that are asked about records on their way
 * @param pulls by the name of the connector folder: the settings of the sources that are pulled from
 * @param sources by name: who may push records; none: loopback only, as the source {@code demo}
 * @param operators by name: who may see everything and act; none: loopback only
 * @param reference what stands in the place of the tables in mappings/tables/
 * @param intake limits, and to whom records are owed
 * @param files how files go out by address, and come in from one
 * @param explain what explain shows
 * @param retention how long bodies stay in the journal
 * @param switchover the move of units to the provincial software
 */
@ConfigurationProperties(prefix = "hub", ignoreUnknownFields = false)
public record HubSettings(
        @DefaultValue("") String home,
        @DefaultValue("") String data,
        @DefaultValue JournalPlace journal,
        @DefaultValue Server broker,
        @DefaultValue Map<String, Map<String, String>> destinations,
        @DefaultValue Map<String, Map<String, String>> lookups,
        @DefaultValue Map<String, Map<String, String>> pulls,
        @DefaultValue Map<String, Account> sources,
        @DefaultValue Map<String, Account> operators,
        @DefaultValue ReferenceTables reference,
        @DefaultValue IntakeLimits intake,
        @DefaultValue FileSettings files,
        @DefaultValue Explain explain,
        @DefaultValue RetentionPlan retention,
        @DefaultValue SwitchoverSettings switchover) {

    public HubSettings {
        destinations = Map.copyOf(destinations);
        lookups = Map.copyOf(lookups);
        pulls = Map.copyOf(pulls);
        sources = Map.copyOf(sources);
        operators = Map.copyOf(operators);
        journal.server().check("hub.journal", "jdbc:postgresql:", "jdbc:postgresql://127.0.0.1:5432/hub");
        broker.check("hub.broker", "", "(tcp://a:61616,tcp://b:61616)?reconnectAttempts=-1");
        operators.forEach((name, account) -> account.check("hub.operators." + name));
        sources.forEach((name, account) -> account.check("hub.sources." + name));
        intake.check(destinations);
        switchover.check(destinations);
        journal.settings(Path.of(""));
        reference.settings(Path.of(""));
        retention.settings(Path.of(""));
    }

    /**
     * Reads the settings before there is an application, and without letting a misspelt one pass.
     *
     * @throws RuntimeException that {@link StartFailures} can tell in three parts
     */
    static HubSettings read(Environment environment) {
        Bindable<HubSettings> target = Bindable.of(HubSettings.class);
        // The environment of the process may hold HUB_… variables that are not settings, such as the password of a
        // command.
        BindHandler strict = new PlaceholderCheck(
                new NoUnboundElementsBindHandler(BindHandler.DEFAULT, new UnboundElementsSourceFilter()));
        return Binder.get(environment).bindOrCreate("hub", target, strict);
    }

    // Folders are kept as text: Spring's own conversion to a path would first look for a class path resource of that
    // name.

    /** The folder with routes/, connectors/ and mappings/, absolute. */
    public Path homeFolder() {
        return Path.of(home).toAbsolutePath().normalize();
    }

    /** The folder for what the hub keeps, absolute. */
    public Path dataFolder() {
        return data.isBlank()
                ? homeFolder().resolve("data")
                : Path.of(data).toAbsolutePath().normalize();
    }

    Path attachmentFolder() {
        return dataFolder().resolve("attachments");
    }

    /** What intake allows, owed to every configured destination unless a setting says otherwise. */
    IntakeSettings intakeSettings() {
        return intakeSettings(Set.of());
    }

    /** The same, but owed to no destination of the way back: what is pushed does not go where it comes from. */
    IntakeSettings intakeSettings(Set<String> wayBack) {
        return intake.settings(destinations.keySet().stream()
                .filter(name -> !wayBack.contains(name))
                .sorted()
                .toList());
    }

    /** The tables of the home folder, with what replaces them. */
    ReferenceSettings referenceSettings() {
        return reference.settings(homeFolder().resolve("mappings/tables"));
    }

    JournalSettings journalSettings() {
        return journal.settings(dataFolder());
    }

    Sources knownSources() {
        return Sources.of(hashes(sources));
    }

    Sources knownOperators() {
        return Sources.of(hashes(operators));
    }

    private static Map<String, String> hashes(Map<String, Account> accounts) {
        return accounts.entrySet().stream().collect(Collectors.toMap(Map.Entry::getKey, account -> account.getValue()
                .hash()));
    }

    /**
     * A server elsewhere; without a url the embedded one is meant.
     *
     * @param url in the form of its driver
     */
    public record Server(@Nullable String url, @Nullable String username, @Nullable String password) {

        /** Whether the hub brings its own. */
        public boolean embedded() {
            return url == null || url.isBlank();
        }

        void check(String key, String begins, String example) {
            if (url == null || url.isBlank()) {
                SettingFault.require(
                        username == null && password == null,
                        key + ".url",
                        "must be given when a username or password is",
                        "none",
                        example);
                return;
            }
            SettingFault.require(url.startsWith(begins), key + ".url", "must begin with " + begins, url, example);
            SettingFault.require(
                    !url.contains("password="),
                    key + ".url",
                    "must not carry the password, it would show up in messages",
                    "a url with password=",
                    example + " and " + key + ".password beside it");
        }

        /** Without the password. */
        @Override
        public String toString() {
            return url == null ? "embedded" : url + (username == null ? "" : " as " + username);
        }
    }

    /**
     * Where and how the journal is kept; without a url an embedded PostgreSQL under {@code hub.data}.
     *
     * @param node name of this hub node, unlike that of any other node on the same database
     * @param keyFile key of the encrypted payloads, made if missing; default: {@code payload.key} in {@code hub.data}. Nodes on the same
     *     database share it
     * @param batch most operations in one transaction
     * @param queue most operations waiting before new ones are turned away
     * @param cache how much recently accepted content stays in memory
     * @param patience how long new work waits for a database that is away
     * @param lease silence after which the other nodes take over what a node had in flight
     */
    public record JournalPlace(
            @Nullable String url,
            @Nullable String username,
            @Nullable String password,
            @DefaultValue("hub-1") String node,
            @Nullable String keyFile,
            @DefaultValue("512") int batch,
            @DefaultValue("20000") int queue,
            @DefaultValue("32MB") DataSize cache,
            @DefaultValue("5s") Duration patience,
            @DefaultValue("6s") Duration lease) {

        /** Whether the hub brings its own database. */
        public boolean embedded() {
            return server().embedded();
        }

        Server server() {
            return new Server(url, username, password);
        }

        JournalSettings settings(Path data) {
            Path key = keyFile == null
                    ? data.resolve("payload.key")
                    : Path.of(keyFile).toAbsolutePath();
            return new JournalSettings(node, key, batch, queue, cache.toBytes(), 2, patience, lease);
        }

        /** Without the password. */
        @Override
        public String toString() {
            return server().toString();
        }
    }

    /**
     * A name that is proven by a secret. One of the two is given.
     *
     * @param password the secret itself, at least 12 characters; belongs into the environment
     * @param secretSha256 its SHA-256, 64 hexadecimal digits
     */
    public record Account(@Nullable String password, @Nullable String secretSha256) {
        private static final int SHORTEST = 12;

        void check(String key) {
            SettingFault.require(
                    (password == null) != (secretSha256 == null),
                    key,
                    "must have either password or secret-sha256",
                    password == null ? "neither" : "both",
                    "${HUB_ACCOUNT_PASSWORD}");
            SettingFault.require(
                    password == null || password.length() >= SHORTEST,
                    key + ".password",
                    "must have at least " + SHORTEST + " characters",
                    password == null ? "none" : password.length() + " characters",
                    "${HUB_ACCOUNT_PASSWORD}");
            SettingFault.require(
                    secretSha256 == null || secretSha256.matches("[0-9a-fA-F]{64}"),
                    key + ".secret-sha256",
                    "must be 64 hexadecimal digits",
                    secretSha256 == null ? "none" : secretSha256.length() + " characters",
                    "the output of: printf %s SECRET | sha256sum");
        }

        String hash() {
            if (secretSha256 != null) {
                return secretSha256;
            }
            byte[] bytes = String.valueOf(password).getBytes(StandardCharsets.UTF_8);
            return HexFormat.of().formatHex(Sha256.of(bytes));
        }

        /** Without the secret. */
        @Override
        public String toString() {
            return "account";
        }
    }

    /**
     * What is true of the world outside, where it differs from the tables that come with the hub.
     *
     * @param replacements name of a table, such as {@code agency-codes.csv}, and the file that stands in its place
     * @param officeHours working hours of a day, in order, as {@code from-to} with commas between
     * @param fictitiousAgencyCodes whether invented agency codes may leave this machine
     */
    public record ReferenceTables(
            @DefaultValue Map<String, String> replacements,
            @DefaultValue("07:30-11:30,13:30-17:30") String officeHours,
            @DefaultValue("REFUSED") Fictitious fictitiousAgencyCodes) {

        ReferenceSettings settings(Path tables) {
            ReferenceSettings settings = new ReferenceSettings(tables, Map.of(), OfficeHours.parse(officeHours));
            for (Map.Entry<String, String> table : replacements.entrySet()) {
                settings = settings.replacing(
                        table.getKey(),
                        Path.of(table.getValue()).toAbsolutePath().normalize());
            }
            return settings;
        }
    }

    /** Whether what is invented may be sent to a real destination: {@code ALLOWED} for a test system there. */
    public enum Fictitious {
        REFUSED,
        ALLOWED
    }

    /**
     * The limits of intake; see {@link IntakeSettings}.
     *
     * @param owedTo destinations that are owed every record; default: all configured ones
     * @param owedByUnit other destinations for single units
     * @param owedBySource which of these, and no others, are owed what single sources send
     * @param owedByOrigin the same of what came from single sources and is sent on by another
     */
    public record IntakeLimits(
            @DefaultValue("1MB") DataSize recordLimit,
            @DefaultValue("30MB") DataSize attachmentLimit,
            @DefaultValue("16GB") DataSize batchLimit,
            @DefaultValue("1000") int batchWindow,
            @DefaultValue("16") int batches,
            @DefaultValue("16") int uploads,
            @DefaultValue("1000") int bodies,
            @DefaultValue("64MB") DataSize heldBytes,
            @DefaultValue("30s") Duration bodyTime,
            @DefaultValue("5m") Duration batchIdle,
            @DefaultValue("10000") int rate,
            @DefaultValue("20000") int burst,
            @Nullable List<String> owedTo,
            @DefaultValue Map<String, List<String>> owedByUnit,
            @DefaultValue Map<String, List<String>> owedBySource,
            @DefaultValue Map<String, List<String>> owedByOrigin) {

        void check(Map<String, ?> destinations) {
            IntakeSettings settings = settings(List.of());
            settings.owedBySource()
                    .forEach((source, names) ->
                            names.forEach(name -> configured(".owed-by-source." + source, name, destinations)));
            settings.owedByOrigin()
                    .forEach((origin, names) ->
                            names.forEach(name -> configured(".owed-by-origin." + origin, name, destinations)));
            settings.owedTo().forEach(name -> configured(".owed-to", name, destinations));
            settings.owedByUnit()
                    .forEach((unit, names) ->
                            names.forEach(name -> configured(".owed-by-unit." + unit, name, destinations)));
        }

        private static void configured(String key, String name, Map<String, ?> destinations) {
            SettingFault.require(
                    destinations.containsKey(name),
                    "hub.intake" + key,
                    "must name configured destinations " + destinations.keySet(),
                    name,
                    "a name under hub.destinations");
        }

        IntakeSettings settings(List<String> destinations) {
            return new IntakeSettings(
                    Math.toIntExact(recordLimit.toBytes()),
                    attachmentLimit.toBytes(),
                    batchLimit.toBytes(),
                    batchWindow,
                    batches,
                    uploads,
                    bodies,
                    heldBytes.toBytes(),
                    bodyTime,
                    batchIdle,
                    rate,
                    burst,
                    owedTo == null ? destinations : owedTo,
                    owedByUnit,
                    owedBySource,
                    owedByOrigin);
        }
    }

    /**
     * What explain shows.
     *
     * @param personalData {@code HIDDEN} (default): bodies are masked; {@code SHOWN}: as they were
     */
    public record Explain(@DefaultValue("HIDDEN") Visibility personalData) {}

    /** Whether personal data is shown to those who may call explain. */
    public enum Visibility {
        HIDDEN,
        SHOWN
    }
}
