package vn.lienthong.hub.connector;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;
import org.jspecify.annotations.Nullable;
import vn.lienthong.hub.vocabulary.Problem;

/**
 * Fetches a contract with what it imports into a folder: over the connector's own TLS, without credentials, within limits of time, size and number. Redirects
 * are followed on the same host only, imports on the same host and on those that are listed. One use, one thread.
 */
final class ContractFetch {

    private static final int MOST_REDIRECTS = 3;
    private static final long MOST_BYTES = 32L << 20;
    private static final long LONGEST_NANOS = 120_000_000_000L;
    private static final String ACCEPT =
            "text/xml, application/xml, application/wsdl+xml, application/json, application/yaml, */*;q=0.5";

    private final HttpDoor door;
    private final List<String> hosts;
    private final Path folder;
    private final Map<Path, URI> origins = new HashMap<>();
    private final Map<URI, Path> fetched = new HashMap<>();
    private final long began = System.nanoTime();
    private long bytes;

    /** Why there is no contract. */
    static final class NoContract extends RuntimeException {
        private static final long serialVersionUID = 1L;

        private final transient Problem problem;

        NoContract(Problem problem) {
            super(problem.message());
            this.problem = problem;
        }

        Problem problem() {
            return problem;
        }
    }

    /**
     * @param hosts from which imports may come, beside that of the contract itself
     * @param folder empty, for what is fetched
     */
    ContractFetch(HttpDoor door, List<String> hosts, Path folder) {
        this.door = door;
        this.hosts = hosts;
        this.folder = folder;
    }

    /** @throws NoContract with what came instead */
    Path fetch(String url) {
        return fetch(address(url), address(url));
    }

    /** For what a fetched document brings in. */
    @Nullable
    Path imported(String location, Path file, Path ignored) {
        URI origin = Objects.requireNonNull(origins.get(file.toAbsolutePath().normalize()));
        URI wanted;
        try {
            wanted = origin.resolve(location.replace(" ", "%20"));
        } catch (IllegalArgumentException e) {
            return null;
        }
        boolean web = "http".equals(wanted.getScheme()) || "https".equals(wanted.getScheme());
        if (!web || !place(wanted).equals(place(origin)) && !hosts.contains(host(wanted))) {
            throw new NoContract(new Problem(
                    "contract-imports-elsewhere",
                    "The contract imports something from another host, from which nothing is fetched.",
                    wanted + ", imported by " + origin,
                    "If it is theirs, list the host under imports-from in " + ContractPlace.FILE
                            + "; or save all of it and give --against FILE."));
        }
        return fetch(wanted, origin);
    }

    /** What was fetched, by where it lies now. */
    Map<Path, URI> origins() {
        return origins;
    }

    private Path fetch(URI wanted, URI asked) {
        Path before = fetched.get(wanted);
        if (before != null) {
            return before;
        }
        URI here = wanted;
        for (int i = 0; i <= MOST_REDIRECTS; i++) {
            Answer answer = door.send("GET", HttpTarget.of(here.toString()), letter());
            if (!(answer instanceof Answer.Http http)) {
                throw unreached((Answer.Failed) answer, here);
            }
            if (http.status() / 100 != 3) {
                return kept(http, here, wanted);
            }
            here = redirected(http, here, asked);
        }
        throw new NoContract(new Problem(
                "contract-redirected",
                "The way to the contract does not end: it leads on and on.",
                MOST_REDIRECTS + " redirects from " + wanted,
                "Ask the other side for the address itself, and give --against URL."));
    }

    private static Letter letter() {
        return new Letter(new ByteArrayEntity(new byte[0], (ContentType) null), ACCEPT, Map.of());
    }

    private static URI redirected(Answer.Http http, URI here, URI asked) {
        String location = http.headers().getOrDefault("location", "");
        URI next;
        try {
            next = here.resolve(location);
        } catch (IllegalArgumentException e) {
            next = here;
        }
        if (location.isBlank() || !place(next).equals(place(asked))) {
            throw new NoContract(new Problem(
                    "contract-redirected",
                    "The other side sends us elsewhere for its contract, and there is no going to another host.",
                    "HTTP " + http.status() + " from " + here + (location.isBlank() ? "" : " to " + withoutQuery(next)),
                    "Often it is a log-in; if it is where the contract is now, give --against with that address."));
        }
        return next;
    }

    private Path kept(Answer.Http http, URI here, URI wanted) {
        refused(http, here);
        String type = http.headers().getOrDefault("content-type", "").toLowerCase(Locale.ROOT);
        ContractPage.fault(http.body(), type, here.toString()).ifPresent(problem -> {
            throw new NoContract(problem);
        });
        bytes += http.body().length;
        if (bytes > MOST_BYTES || System.nanoTime() - began > LONGEST_NANOS) {
            throw new NoContract(new Problem(
                    "contract-too-large",
                    "The contract with all that it imports is larger, or takes longer, than any honest one.",
                    bytes + " bytes in " + (System.nanoTime() - began) / 1_000_000_000L + " s from " + here,
                    "Save what it needs and give --against FILE."));
        }
        Path file = folder.resolve(name(here)).toAbsolutePath().normalize();
        try {
            Files.write(file, http.body());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        origins.put(file, here);
        fetched.put(wanted, file);
        return file;
    }

    private static void refused(Answer.Http http, URI here) {
        if (http.status() == 200) {
            return;
        }
        if (http.status() / 100 == 5) {
            throw new NoContract(new Problem(
                    "contract-not-reached",
                    "The other side fails when it is asked for its contract.",
                    "HTTP " + http.status() + " from " + here,
                    "Ask again later; if it stays so, ask the other side, or give --against URL or FILE."));
        }
        boolean login = http.status() == 401 || http.status() == 403;
        throw new NoContract(new Problem(
                login ? "contract-needs-login" : "contract-not-there",
                login
                        ? "The other side shows its contract only to whom it knows."
                        : "There is no contract at this address.",
                "HTTP " + http.status() + " from " + here,
                login
                        ? "Save it in a browser, or with curl and the account, and give --against FILE."
                        : "Ask the other side where it is; then write it into " + ContractPlace.FILE
                                + ", or give --against URL or FILE."));
    }

    private static NoContract unreached(Answer.Failed failed, URI here) {
        boolean large = failed.failure() == Answer.Failure.ANSWER_TOO_LARGE;
        return new NoContract(new Problem(
                large ? "contract-too-large" : "contract-not-reached",
                large ? "What is at this address is too large for a contract." : "The contract cannot be reached.",
                failed.detail() + " (" + Words.kebab(failed.failure()) + "), " + withoutQuery(here),
                large
                        ? "Ask the other side where the contract is; or save it and give --against FILE."
                        : "Check address, network and certificate with 'probe'; without network give --against FILE."));
    }

    private String name(URI from) {
        String last = from.getPath() == null ? "" : from.getPath().replaceAll("^.*/", "");
        String own = (last + (from.getQuery() == null ? "" : "-" + from.getQuery())).replaceAll("[^\\w.-]+", "-");
        return origins.size() + "-" + (own.length() > 80 ? own.substring(0, 80) : own);
    }

    private static URI address(String url) {
        try {
            URI uri = URI.create(url.strip().replace(" ", "%20"));
            boolean web = "http".equals(uri.getScheme()) || "https".equals(uri.getScheme());
            if (web && uri.getHost() != null && uri.getRawUserInfo() == null) {
                return uri;
            }
        } catch (IllegalArgumentException e) {
            // Said below.
        }
        throw new ContractFault(
                "A contract is fetched from an http or https address without a user name",
                url.replaceAll("//[^/@]*@", "//…@"),
                "Example: https://province.example/services/Exchange?wsdl");
    }

    private static String place(URI uri) {
        int port = uri.getPort() >= 0 ? uri.getPort() : "https".equals(uri.getScheme()) ? 443 : 80;
        return uri.getScheme() + "://" + host(uri) + ":" + port;
    }

    private static String host(URI uri) {
        return String.valueOf(uri.getHost()).toLowerCase(Locale.ROOT);
    }

    private static String withoutQuery(URI uri) {
        return uri.toString().replaceFirst("\\?.*$", "");
    }
}
