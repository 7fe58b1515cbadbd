package vn.lienthong.hub.app;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Locale;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Shows the whole path of a dossier. */
@Command(
        name = "explain",
        description =
                "The whole path of a dossier: what came, what was sent and answered, why it waits, what is next and when, who can act.")
final class ExplainCommand extends HubCommand {
    @Parameters(paramLabel = "DOSSIER-CODE", description = "code of the dossier, for example 000.01.10.H08-191216-0042")
    private String code;

    @Option(
            names = "--lang",
            paramLabel = "LANGUAGE",
            defaultValue = "EN",
            description = "${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE})")
    private Language language;

    @Option(names = "--json", description = "print the answer of the hub as it is")
    private boolean json;

    @Mixin
    private HubAddress hub;

    @Override
    public Integer call() {
        JsonNode explanation = hub.client().get("/v1/dossiers/" + HubClient.encoded(code), Map.of());
        out().print(
                        json
                                ? Json.pretty(explanation) + System.lineSeparator()
                                : ExplainText.of(explanation, new Locale(language.name())));
        return DONE;
    }

    /** The two languages of the staff. */
    enum Language {
        EN,
        VI
    }
}
