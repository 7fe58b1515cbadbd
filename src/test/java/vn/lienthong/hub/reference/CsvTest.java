package vn.lienthong.hub.reference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CsvTest {

    @Test
    void readsCellsQuotesAndLineEnds() {
        assertThat(Csv.read("t.csv", "a,\"b,\"\"c\"\"\",\r\n\"two\nlines\",,x"))
                .containsExactly(
                        new Csv.Line(1, List.of("a", "b,\"c\"", "")), new Csv.Line(2, List.of("two\nlines", "", "x")));
        assertThat(Csv.read("t.csv", "\"a\nb\"\nc\n"))
                .extracting(Csv.Line::number)
                .containsExactly(1, 3);
        assertThat(Csv.read("t.csv", "")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\'',
            value = {
                "a;b\"c|t.csv:1: A quote stands in a cell that does not begin with one.",
                "a;\"b\"c|t.csv:1: A cell goes on behind its closing quote",
                "a;b~\"c|t.csv:2: A quoted cell never ends.",
                "a;b~~c;d|t.csv:2: A line is empty.",
                "a;b^c|t.csv:1: A cell goes on behind its closing quote, or a line ends in a bare carriage return."
            })
    void refusesWhatASpreadsheetWouldGuess(String text, String message) {
        String csv = text.replace(';', ',').replace('~', '\n').replace('^', '\r');
        assertThatThrownBy(() -> Csv.read("t.csv", csv))
                .isInstanceOf(BadRow.class)
                .hasMessageContaining(message);
    }

    @Property
    void readsWhatIsWrittenByTheRules(@ForAll("tables") List<List<String>> rows) {
        String text = rows.stream()
                .map(row -> row.stream()
                        .map(cell -> '"' + cell.replace("\"", "\"\"") + '"')
                        .collect(Collectors.joining(",")))
                .collect(Collectors.joining("\r\n"));
        assertThat(Csv.read("t.csv", text)).extracting(Csv.Line::cells).isEqualTo(rows);
    }

    @Provide
    Arbitrary<List<List<String>>> tables() {
        Arbitrary<String> cell = Arbitraries.strings().withChars("aỗ,\"\n\r ;").ofMaxLength(6);
        return cell.list().ofMinSize(2).ofMaxSize(4).list().ofMinSize(1).ofMaxSize(5);
    }
}
