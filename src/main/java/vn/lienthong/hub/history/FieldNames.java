package vn.lienthong.hub.history;

import java.util.Set;
import java.util.regex.Pattern;

/** The names under which a column may stand for a field without a rule. */
final class FieldNames {
    private static final Set<String> PLAIN = Set.of(
            "dossierCode",
            "revision",
            "procedureCode",
            "unit",
            "channel",
            "serviceLevel",
            "receiptNumber",
            "status",
            "summary",
            "receivedAt",
            "dueAt",
            "finishedAt",
            "returnedAt",
            "returnMethod",
            "papers",
            "attachments",
            "fees",
            "steps",
            "supplements",
            "results",
            "extra");
    private static final Pattern DOTTED =
            Pattern.compile("(applicant|submitter|extra)(\\.[A-Za-z][A-Za-z0-9_-]*){1,4}|steps\\[]\\.[A-Za-z]+");

    private FieldNames() {}

    static boolean isField(String name) {
        return PLAIN.contains(name) || DOTTED.matcher(name).matches();
    }
}
