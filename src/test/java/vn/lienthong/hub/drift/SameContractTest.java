package vn.lienthong.hub.drift;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The same WSDL with other prefixes, another order of declarations, other files and formatting says the same. */
class SameContractTest {
    private static final Pattern TYPE = Pattern.compile("(?s)\\s*<xs:complexType name=.*?</xs:complexType>");

    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3})
    void howItIsWrittenIsNoDifference(int seed) throws Exception {
        DriftBed bed = new DriftBed(folder, "province-soap", "dossier-to-province-soap", "");
        Path published = bed.published(folder.resolve("theirs"), Map.of());
        Path schema = published.resolveSibling("exchange.xsd");
        Path renamed = published.resolveSibling("schema-" + seed + ".xsd");
        Files.writeString(renamed, otherwise(shuffled(Files.readString(schema), new Random(seed)), seed));
        Files.delete(schema);
        String wsdl = Files.readString(published)
                .replace("exchange.xsd", renamed.getFileName().toString());
        Files.writeString(published, otherwise(wsdl, seed).replace("\n", seed == 2 ? "\r\n   " : "\n"));

        assertThat(bed.changes(published)).isEmpty();
    }

    private static String shuffled(String text, Random random) {
        List<String> types = new ArrayList<>(
                TYPE.matcher(text).results().map(MatchResult::group).toList());
        String rest = TYPE.matcher(text).replaceAll("");
        Collections.shuffle(types, random);
        int end = rest.lastIndexOf("</xs:schema>");
        return rest.substring(0, end) + String.join("", types) + rest.substring(end);
    }

    private static String otherwise(String text, int seed) {
        return text.replaceAll("\\bxs:", "x" + seed + "s:")
                .replace("xmlns:xs=", "xmlns:x" + seed + "s=")
                .replaceAll("([\"' </])x:", "$1ngoai" + seed + ":")
                .replace("xmlns:x=", "xmlns:ngoai" + seed + "=")
                .replaceAll("(?s)<!--.*?-->", "<!-- khác -->")
                .replace("<wsdl:types>", "<wsdl:documentation>Lời cho người đọc</wsdl:documentation><wsdl:types>");
    }

    private static String known(String mapping) {
        return Files.isDirectory(Path.of("mappings", mapping)) ? mapping : "";
    }

    @Test
    void eachContractOfThisRepositoryCanBeComparedAndSaysWhatItSays() throws IOException {
        List<Path> all;
        try (var folders = Files.list(Path.of("connectors"))) {
            all = folders.filter(Files::isDirectory).sorted().toList();
        }
        assertThat(all).hasSizeGreaterThan(12).allSatisfy(one -> {
            String name = one.getFileName().toString();
            DriftBed bed = new DriftBed(
                    folder.resolve("of-" + name), name, known("dossier-to-" + name), known(name + "-to-dossier"));
            assertThat(bed.changes(bed.published(folder.resolve("theirs-" + name), Map.of())))
                    .as(name)
                    .isEmpty();
        });
    }
}
