package vn.lienthong.hub.connector;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import vn.lienthong.hub.vocabulary.Problem;

/**
 * The contract of a connector: the one in its folder, by which the hub works, and the one that the other side publishes now. Nothing of the folder is changed.
 * Immutable; thread-safe.
 */
public final class PublishedContract {

    private static final int LARGEST = 16 << 20;

    private final ConnectorFolder folder;
    private final KameletFile kamelet;
    private final OwnContract own;

    private PublishedContract(ConnectorFolder folder, KameletFile kamelet, OwnContract own) {
        this.folder = folder;
        this.kamelet = kamelet;
        this.own = own;
    }

    /**
     * What the other side publishes, or why it is not known.
     *
     * @param facts empty where there is a problem
     * @param problem in three parts; empty where there are facts
     * @param from address or file
     * @param assumption why it was looked for there, where nobody has seen it; empty where somebody has, or a person named the place
     * @param misfits messages of the folder's cases that keep the folder's contract and not this one
     */
    public record Theirs(
            Optional<ContractFacts> facts,
            Optional<Problem> problem,
            String from,
            String assumption,
            List<Misfit> misfits) {

        public Theirs {
            misfits = List.copyOf(misfits);
        }
    }

    /**
     * A message of ours that no longer keeps their contract.
     *
     * @param why where and by which rule; nothing of what it says
     */
    public record Misfit(String operation, String why) {}

    /**
     * Reads the folder of a connector.
     *
     * @throws IllegalArgumentException in three parts, if there is no such connector, or its contract is nothing that can be compared
     */
    public static PublishedContract of(Path connectors, String name) {
        Path path = connectors.resolve(name);
        if (!FolderRules.validName(name) || !Files.isDirectory(path)) {
            throw new ContractFault("There is no connector of this name", name, "Those are the folders in connectors/");
        }
        ConnectorFolder folder = new ConnectorFolder(path);
        KameletFile kamelet = folder.kamelet()
                .orElseThrow(() ->
                        new ContractFault("The connector cannot be read", name, "Run 'check connector " + name + "'"));
        return new PublishedContract(folder, kamelet, OwnContract.of(folder, kamelet));
    }

    /** What the contract in the folder says. */
    public ContractFacts own() {
        return own.facts();
    }

    /** The file in the folder, from the home of the hub. */
    public String file() {
        return folder.shown(own.file());
    }

    /**
     * What of it is used.
     *
     * @param settings of the connector, for the paths that are settings; may be empty
     * @param mappings through which messages come to it and go from it
     */
    public ContractUse use(Map<String, String> settings, List<ContractMapping> mappings) {
        return new ContractUses(folder, new KameletValues(kamelet, settings), own.facts(), mappings).find();
    }

    /** Reads what they publish from a file, with what it imports beside it. Contacts nobody. */
    public Theirs saved(Path file) {
        return within(file.toString(), "", temporary -> {
            own.sameKind(file, file.toString());
            return new Copy(file, WsdlFiles::beside, Map.of(), temporary);
        });
    }

    /**
     * Fetches what they publish now. No credentials travel.
     *
     * @param settings of the connector: its address, time limits and TLS
     * @param url empty: where published.yaml says, or where such services usually show it
     */
    public Theirs live(Map<String, String> settings, String url) {
        KameletValues values = new KameletValues(kamelet, settings);
        ContractPlace place = ContractPlace.of(folder, own.facts().soap());
        String from = url.isEmpty() ? values.filled(place.at()) : url;
        return within(from, url.isEmpty() ? place.assumption() : "", temporary -> {
            if (from.isBlank()) {
                throw new ContractFault(
                        "Nobody knows where the other side publishes this contract",
                        place.assumption().isEmpty() ? "no address in " + ContractPlace.FILE : place.assumption(),
                        "Ask them for it and give --against FILE");
            }
            try (HttpDoor door = door(values)) {
                ContractFetch fetch = new ContractFetch(door, place.importsFrom(), temporary);
                Path file = fetch.fetch(from);
                own.sameKind(file, from);
                // To the end before the door closes: what it imports is fetched on the way.
                return new Copy(file, fetch::imported, fetch.origins(), temporary)
                        .gathered(own.facts().soap());
            }
        });
    }

    private HttpDoor door(KameletValues values) {
        HttpLimits limits = new HttpLimits(
                Durations.parse(values.filled("{{connectTimeout}}")).orElse(Duration.ofSeconds(5)),
                Durations.parse(values.filled("{{answerTimeout}}")).orElse(Duration.ofSeconds(30)),
                2,
                LARGEST);
        return new HttpDoor(limits, tls(values));
    }

    private @Nullable TlsFiles tls(KameletValues values) {
        for (KameletFile.Use use : kamelet.uses()) {
            if ("tls".equals(KameletValues.step(use))) {
                Map<String, String> told = new TreeMap<>();
                use.parameters().keySet().forEach(key -> told.put(key, values.told(use, key, "")));
                boolean none = told.getOrDefault("keyStore", "").isEmpty()
                        && told.getOrDefault("trustStore", "").isEmpty();
                return none ? null : new TlsStep(new StepOptions(StepKind.TLS, told)).files(values::credential);
            }
        }
        return null;
    }

    /** A contract on its way into the form in which it is read. */
    private record Copy(Path file, WsdlFiles.Finder finder, Map<Path, URI> origins, Path temporary) {

        Copy gathered(boolean soap) throws IOException {
            if (!soap) {
                return this;
            }
            Map<String, String> together;
            try {
                together = WsdlFiles.gather(file, finder).sideBySide();
            } catch (ContractFault e) {
                throw new ContractFault(e.what(), said(e.found()), e.cure());
            }
            Path contract = Files.createDirectories(temporary.resolve("contract"));
            for (Map.Entry<String, String> one : together.entrySet()) {
                Files.writeString(contract.resolve(one.getKey()), one.getValue());
            }
            Path wsdl = contract.resolve(together.keySet().iterator().next());
            return new Copy(wsdl, WsdlFiles::beside, origins, temporary);
        }

        /** Where it came from instead of where it lies for a moment. */
        String said(String found) {
            String told = found;
            for (Map.Entry<Path, URI> one : origins.entrySet()) {
                told = told.replace(one.getKey().toString(), one.getValue().toString());
            }
            return told;
        }
    }

    private interface Getting {
        Copy into(Path temporary) throws IOException;
    }

    private Theirs within(String from, String assumption, Getting getting) {
        Path temporary = null;
        Copy copy = null;
        try {
            temporary = Files.createTempDirectory("contract-").toRealPath();
            copy = getting.into(temporary);
            OwnContract.Other other =
                    own.other(copy.gathered(own.facts().soap()).file(), folder, kamelet);
            return new Theirs(Optional.of(other.facts()), Optional.empty(), from, assumption, other.misfits());
        } catch (ContractFetch.NoContract e) {
            return without(e.problem(), from, assumption);
        } catch (ContractFault e) {
            String told = copy == null ? e.found() : copy.said(e.found());
            String shown = temporary == null ? told : told.replace(temporary.toString() + "/", "");
            String found = shown.contains(from) ? shown : shown + ", from " + from;
            return without(new Problem("contract-unreadable", e.what() + ".", found, e.cure() + "."), from, assumption);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (UncheckedIOException e) {
            throw e;
        } catch (RuntimeException | StackOverflowError e) {
            // What they publish may hold itself, or anything else that a reader has no words for: it keeps nobody from
            // hearing of the others.
            return without(unreadable(from, e), from, assumption);
        } finally {
            NewConnector.remove(temporary);
        }
    }

    private static Problem unreadable(String from, Throwable why) {
        return new Problem(
                "contract-unreadable",
                "The contract cannot be followed to its end.",
                why.getClass().getSimpleName() + " while it was read, from " + from,
                "Look whether a type, a group or an alias in it holds itself; ask whoever publishes it, or give --against FILE.");
    }

    private static Theirs without(Problem problem, String from, String assumption) {
        return new Theirs(Optional.empty(), Optional.of(problem), from, assumption, List.of());
    }
}
