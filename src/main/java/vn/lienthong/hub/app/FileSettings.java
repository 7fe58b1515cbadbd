package vn.lienthong.hub.app;

import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.DefaultValue;
import vn.lienthong.hub.connector.FetchRules;

/**
 * How files of dossiers go out by address, and come in from one.
 *
 * @param publicAddress where destinations reach the hub's {@code /v1/files/}
 * @param keyFile keys of these addresses, made if missing; default: {@code files.key} in {@code hub.data}. Nodes on one database share it
 * @param linkLifetime how long an address holds after the end of its transfer
 * @param downloads files given out at once
 * @param fetchFrom beginnings of addresses that files are fetched from; none: nothing is fetched
 * @param fetchInside hosts of these that may be inside: private, loopback and the like
 * @param fetchConnect until a connection stands
 * @param fetchTime from the first byte asked to the last received
 * @param fetches files fetched at once
 */
public record FileSettings(
        @DefaultValue("http://127.0.0.1:8080") String publicAddress,
        @Nullable String keyFile,
        @DefaultValue("30d") Duration linkLifetime,
        @DefaultValue("32") int downloads,
        @DefaultValue List<String> fetchFrom,
        @DefaultValue List<String> fetchInside,
        @DefaultValue("5s") Duration fetchConnect,
        @DefaultValue("2m") Duration fetchTime,
        @DefaultValue("4") int fetches) {

    private static final int MOST_FETCHES = 64;

    public FileSettings {
        SettingFault.require(
                isAddress(publicAddress),
                "hub.files.public-address",
                "must be an address without path, query and user name",
                publicAddress,
                "https://hub.example");
        for (String origin : fetchFrom) {
            SettingFault.require(
                    FetchRules.isOrigin(origin),
                    "hub.files.fetch-from",
                    "must be beginnings of addresses: scheme, host, and port where it is not the usual one",
                    origin,
                    "https://files.example,http://10.0.5.7:8080,https://*.example");
        }
        SettingFault.require(
                fetches > 0 && fetches <= MOST_FETCHES && downloads > 0,
                "hub.files.fetches",
                "must be between 1 and " + MOST_FETCHES + ", and hub.files.downloads positive",
                fetches + ", " + downloads,
                "4");
        positive("link-lifetime", linkLifetime);
        positive("fetch-connect", fetchConnect);
        positive("fetch-time", fetchTime);
    }

    private static void positive(String key, Duration value) {
        SettingFault.require(value.toMillis() > 0, "hub.files." + key, "must be positive", value.toString(), "30s");
    }

    private static boolean isAddress(String text) {
        try {
            URI uri = new URI(text);
            boolean http = "http".equals(uri.getScheme()) || "https".equals(uri.getScheme());
            return http
                    && uri.getHost() != null
                    && uri.getRawUserInfo() == null
                    && uri.getRawQuery() == null
                    && (uri.getRawPath() == null || uri.getRawPath().isEmpty());
        } catch (URISyntaxException e) {
            return false;
        }
    }

    /** What is wrong when these destinations are told where to fetch files, and only this machine could; in three parts. */
    Optional<String> unreachable(List<String> linked) {
        boolean here = List.of("127.0.0.1", "localhost", "[::1]")
                .contains(URI.create(publicAddress).getHost());
        return linked.isEmpty() || !here
                ? Optional.empty()
                : Optional.of(
                        "Messages tell destinations to fetch files at an address that only this machine has. Found: "
                                + publicAddress + " for " + linked + ". Set hub.files.public-address.");
    }

    Path keyFile(Path data) {
        return keyFile == null ? data.resolve("files.key") : Path.of(keyFile).toAbsolutePath();
    }

    /** @param largest bytes of one file */
    FetchRules fetchRules(long largest) {
        Set<String> inside =
                fetchInside.stream().map(host -> host.toLowerCase(Locale.ROOT)).collect(Collectors.toSet());
        return new FetchRules(fetchFrom, inside, fetchConnect, fetchTime, largest, fetches);
    }
}
