package vn.lienthong.hub.connector;

import java.util.List;
import java.util.Set;

/** What must hold where something is asked, uploaded or fetched ahead of a message: those calls carry headers, and nothing else of what the steps before left for the message. */
final class AheadRules {

    private static final Set<StepKind> AHEAD = Set.of(StepKind.SOAP_ASK, StepKind.UPLOAD, StepKind.DOWNLOAD);

    private AheadRules() {}

    static void check(KameletFile kamelet, Findings findings) {
        List<String> ahead = kamelet.uses().stream()
                .flatMap(use -> HeaderRules.kind(use).stream())
                .filter(AHEAD::contains)
                .map(kind -> "step:" + Words.kebab(kind))
                .toList();
        if (ahead.isEmpty()) {
            return;
        }
        kamelet.uses().stream()
                .filter(AheadRules::isForTheMessageAlone)
                .forEach(
                        use -> findings.add(
                                use.node().where(),
                                "What goes ahead of the message would pass by what the message passes through",
                                use.uri() + ", and " + ahead,
                                "Leave one of them out: files may go inside the message by step:inline-files; x-road and vdxp-route may stand in headers"));
    }

    /** Whether the last step alone does what it says: in the envelope, in the path or in the query. */
    private static boolean isForTheMessageAlone(KameletFile.Use use) {
        YamlNode as = use.parameters().get("as");
        String form = as == null ? "" : as.text();
        return HeaderRules.kind(use)
                .filter(kind -> switch (kind) {
                    case WS_SECURITY -> true;
                    case X_ROAD -> !form.equals("headers");
                    case VDXP_ROUTE -> !Set.of("", "header").contains(form);
                    default -> false;
                })
                .isPresent();
    }
}
