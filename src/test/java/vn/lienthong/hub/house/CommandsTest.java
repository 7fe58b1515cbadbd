package vn.lienthong.hub.house;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import picocli.CommandLine.Model.UsageMessageSpec;

/** The commands as the manual lists them and as the command line has them. */
class CommandsTest {
    private static final CommandLine ROOT = commandLine();

    @Test
    void theManualListsTheCommandsThereAre() {
        MarkdownTable table = MarkdownTable.find(Repository.read("docs/operating.md"), "command");
        Map<String, String> written = new TreeMap<>();
        for (List<String> row : table.rows()) {
            written.put(row.get(0), row.get(1));
        }
        Map<String, String> real = new TreeMap<>();
        ROOT.getSubcommands().forEach((name, command) -> real.put(name, firstSentence(command)));
        assertThat(written).isEqualTo(real);
    }

    @Test
    void theChangelogNamesEveryCommand() {
        String line = Repository.read("CHANGELOG.md")
                .lines()
                .filter(text -> text.startsWith("- Commands to look and to act"))
                .findFirst()
                .orElseThrow();
        assertThat(ROOT.getSubcommands().keySet())
                .allSatisfy(name -> assertThat(line).containsPattern("`" + name + "[` ]"));
    }

    @Test
    void everyCommandAndOptionExplainsItself() {
        for (CommandLine command : ROOT.getSubcommands().values()) {
            CommandLine.Model.CommandSpec spec = command.getCommandSpec();
            assertThat(firstSentence(command)).as(spec.qualifiedName()).isNotBlank();
            assertThat(spec.args()).allSatisfy(argument -> assertThat(argument.description())
                    .as("%s %s", spec.qualifiedName(), argument.paramLabel())
                    .isNotEmpty());
        }
    }

    private static String firstSentence(CommandLine command) {
        UsageMessageSpec usage = command.getCommandSpec().usageMessage();
        String text = String.join(" ", Arrays.asList(usage.description()));
        return text.replaceAll("\\.( .*)?$", "");
    }

    /** The class stays hidden in its package: its name is all that this test knows of it. */
    private static CommandLine commandLine() {
        try {
            return new CommandLine(Class.forName("vn.lienthong.hub.app.RootCommand"));
        } catch (ClassNotFoundException e) {
            throw new AssertionError("The list of commands has moved.", e);
        }
    }
}
