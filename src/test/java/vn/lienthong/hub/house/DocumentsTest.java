package vn.lienthong.hub.house;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import vn.lienthong.hub.vocabulary.Outcome;
import vn.lienthong.hub.vocabulary.TransferState;

/** That what the documents say is so. */
class DocumentsTest {
    /** The words by which the hub makes its promises. A word is added here when a promise begins to use it. */
    private static final List<String> PROMISED_BY = List.of(
            "Dossier",
            "Procedure",
            "Unit",
            "Submission",
            "DossierRecord",
            "Source",
            "Destination",
            "Transfer",
            "Attempt",
            "Outcome",
            "Receipt",
            "Journal",
            "Lane",
            "Hold",
            "Parked",
            "Switchover",
            "Rehearsal",
            "Backfill",
            "Reconciliation",
            "Recorded exchange",
            "Replay");

    private static final ObjectMapper STRICT_JSON = new ObjectMapper()
            .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

    @Test
    void everyLinkLeadsSomewhere() {
        assertThat(Documents.brokenLinks()).isEmpty();
    }

    @Test
    void everyDocumentIsReachedFromTheReadme() {
        Path start = Repository.ROOT.resolve("README.md");
        List<Path> documents = Documents.all().stream()
                .filter(file -> Repository.name(file).matches("docs/[^/]+"))
                .toList();
        assertThat(Documents.reachedFrom(start))
                .as("documents that a reader comes to from README.md by following links")
                .containsAll(documents);
    }

    @Test
    void everyCodeTableSaysWhereItComesFrom() {
        List<Path> silent = Repository.files("csv").stream()
                .filter(file -> Repository.name(file).startsWith("mappings/tables/"))
                .filter(file -> !Files.exists(
                        file.resolveSibling(file.getFileName().toString().replaceAll("csv$", "md"))))
                .toList();
        assertThat(silent)
                .as("code tables without a .md beside them: source, legal basis, what is uncertain")
                .isEmpty();
    }

    @Test
    void everyJsonSampleIsJson() {
        List<Documents.Sample> samples = Documents.samples("json", "jsonl", "ndjson");
        for (Documents.Sample sample : samples) {
            boolean lines = !sample.language().equals("json");
            Stream<String> texts = lines ? sample.text().lines() : Stream.of(sample.text());
            texts.forEach(text -> assertThatCode(() -> STRICT_JSON.readTree(text))
                    .as("%s: %s", sample.where(), text)
                    .doesNotThrowAnyException());
        }
    }

    @Test
    void everyYamlSampleIsYaml() {
        LoaderOptions options = new LoaderOptions();
        options.setAllowDuplicateKeys(false);
        for (Documents.Sample sample : Documents.samples("yaml", "yml")) {
            assertThatCode(() -> new Yaml(new SafeConstructor(options))
                            .loadAll(sample.text())
                            .forEach(document -> {}))
                    .as(sample.where())
                    .doesNotThrowAnyException();
        }
    }

    @Test
    void everyWordOfThePromisesIsExplained() {
        MarkdownTable glossary = glossary();
        assertThat(glossary.column("word")).doesNotHaveDuplicates().containsAll(PROMISED_BY);
        assertThat(glossary.rows()).allSatisfy(row -> assertThat(row)
                .as("a row of the glossary has a word, its Vietnamese, its name in code, a meaning, and what it is not")
                .hasSize(5)
                .noneMatch(String::isBlank));
    }

    @Test
    void everyTypeOfTheVocabularyIsInTheGlossary() {
        Set<String> types = new TreeSet<>();
        Repository.files("java").stream()
                .map(Repository::name)
                .filter(name -> name.matches("src/main/java/.*/vocabulary/[A-Z]\\w*\\.java"))
                .map(name -> name.replaceAll(".*/(\\w+)\\.java", "$1"))
                .forEach(types::add);
        Stream.of(Outcome.class.getPermittedSubclasses())
                .map(type -> "Outcome." + type.getSimpleName())
                .forEach(types::add);
        assertThat(types).isNotEmpty();
        assertThat(glossary().column("in code")).containsAll(types);
    }

    @Test
    void theTableOfStatesIsTheOneTheCodeHas() {
        MarkdownTable table = MarkdownTable.find(Repository.read("docs/transfer-states.md"), "state");
        List<String> written = table.rows().stream()
                .map(row -> row.get(0) + " -> " + row.get(table.columns().indexOf("may become")))
                .sorted()
                .toList();
        List<String> real = Arrays.stream(TransferState.values())
                .map(state -> state + " -> " + followers(state))
                .sorted()
                .toList();
        assertThat(written).isEqualTo(real);
    }

    @Test
    void theTableOfVersionsIsTheOneThePomHas() {
        String pom = Repository.read("pom.xml");
        MarkdownTable table = MarkdownTable.find(Repository.read("docs/adr/0002-versions.md"), "property");
        assertThat(table.rows())
                .allSatisfy(row -> assertThat(pom).contains("<%1$s>%2$s</%1$s>".formatted(row.get(0), row.get(1))));
    }

    @Test
    void theReadmeShowsEveryFolderThereIs() {
        MarkdownTable table = MarkdownTable.find(Repository.read("README.md"), "folder");
        List<String> folders = Repository.topLevel().stream()
                .filter(name -> !name.startsWith("."))
                .filter(name -> Files.isDirectory(Repository.ROOT.resolve(name)))
                .map(name -> name + "/")
                .toList();
        assertThat(table.column("folder")).containsAll(folders);
    }

    @Test
    void theReadmeListsTheConnectorsThereAre() throws IOException {
        MarkdownTable table = MarkdownTable.find(Repository.read("README.md"), "connector");
        List<String> written = table.column("connector").stream()
                .map(cell -> cell.replaceAll("^\\[(.*?)].*", "$1"))
                .toList();
        try (Stream<Path> folders = Files.list(Repository.ROOT.resolve("connectors"))) {
            List<String> real = folders.filter(Files::isDirectory)
                    .map(folder -> folder.getFileName().toString())
                    .toList();
            assertThat(written).containsExactlyInAnyOrderElementsOf(real);
        }
    }

    @Test
    void everyDecisionHasNumberTitleDateAndStatus() {
        List<String> records = Documents.all().stream()
                .map(Repository::name)
                .filter(name -> name.startsWith("docs/adr/"))
                .toList();
        assertThat(records).isNotEmpty().allMatch(name -> name.matches("docs/adr/\\d{4}-[a-z0-9-]+\\.md"));
        assertThat(records.stream().map(name -> name.substring(9, 13))).doesNotHaveDuplicates();
        for (String record : records) {
            int number = Integer.parseInt(record.substring(9, 13));
            assertThat(Repository.read(record))
                    .as(record)
                    .containsPattern(Pattern.compile("\\A# (ADR )?0*" + number + "[.:] .+"))
                    .containsPattern("Date: \\d{4}-\\d\\d-\\d\\d")
                    .containsPattern("Status: \\w+");
        }
    }

    private static MarkdownTable glossary() {
        return MarkdownTable.find(Repository.read("docs/glossary.md"), "word");
    }

    private static String followers(TransferState state) {
        String followers = Arrays.stream(TransferState.values())
                .filter(state::mayBecome)
                .map(Enum::name)
                .sorted()
                .collect(joining(", "));
        return followers.isEmpty() ? "-" : followers;
    }
}
