package vn.lienthong.hub.app;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import vn.lienthong.hub.journal.Audit;
import vn.lienthong.hub.journal.Journal;
import vn.lienthong.hub.journal.Retention;
import vn.lienthong.hub.vocabulary.Ids;

/** Whether what was written down is what happened, who did what, and what became of bodies. For operators. */
@HubApi
final class AuditApi {
    private final Journal journal;
    private final Verification verification;
    private final HouseKeeper keeper;
    private final HubSettings settings;
    private final Access access;

    AuditApi(Journal journal, Verification verification, HouseKeeper keeper, HubSettings settings, Access access) {
        this.journal = journal;
        this.verification = verification;
        this.keeper = keeper;
        this.settings = settings;
        this.access = access;
    }

    @PostMapping("/v1/audit/verify")
    ObjectNode verify(@RequestParam MultiValueMap<String, String> query, HttpServletRequest request) {
        access.operator(request);
        Instant since = Parameters.only(Parameters.once(query), Set.of("since"))
                .filter()
                .since();
        boolean began = verification.begin(
                journal.audit(),
                new Audit.Wanted(since, keeper.anchors(), settings.retention().folder(settings.dataFolder())));
        return verification.json().put("begun", began);
    }

    @GetMapping("/v1/audit/verify")
    ObjectNode verification(HttpServletRequest request) {
        access.operator(request);
        return verification.json();
    }

    @GetMapping("/v1/audit/dossiers/{code}")
    ResponseEntity<ObjectNode> show(@PathVariable("code") String code, HttpServletRequest request) {
        access.operator(request);
        List<Audit.Line> lines = journal.audit().show(code);
        if (lines.isEmpty()) {
            throw ApiFailure.unknown("dossier", code);
        }
        ObjectNode node = Json.object();
        node.put("dossierCode", code);
        ArrayNode array = node.putArray("lines");
        for (Audit.Line line : lines) {
            ObjectNode one = array.addObject();
            Json.put(one, "at", line.at());
            one.put("what", line.what());
            one.put("who", line.who());
            one.put("id", Ids.text(line.id()));
            Json.put(one, "text", line.text());
        }
        // As with explain: a code may end in what looks like the ending of a file.
        return ResponseEntity.ok()
                .header(HttpHeaders.CONTENT_DISPOSITION, "inline")
                .body(node);
    }

    @GetMapping("/v1/retention")
    ObjectNode retention(HttpServletRequest request) {
        access.operator(request);
        return retention(settings.retention(), journal.retention());
    }

    static ObjectNode retention(RetentionPlan plan, Retention retention) {
        ObjectNode node = Json.object();
        node.put("on", plan.isOn());
        if (plan.isOn()) {
            node.put("action", plan.action().name());
            put(node, "payloads", plan.payloads());
            put(node, "refused", plan.refused());
        }
        Json.put(node, "oldestBody", retention.oldestBody());
        Retention.Pass last = retention.last();
        if (last != null) {
            ObjectNode pass = node.putObject("lastPass");
            Json.put(pass, "at", last.at());
            pass.put("blocks", last.blocks());
            pass.put("bytes", last.bytes());
            pass.put("archives", last.archives());
            pass.put("kept", last.kept());
            pass.put("unreadable", last.unreadable());
            pass.put("months", last.partitions());
            pass.put("pulledMessages", last.messages());
            Json.put(pass, "failure", last.failure());
        }
        return node;
    }

    private static void put(ObjectNode node, String name, java.time.@Nullable Duration value) {
        if (value != null) {
            node.put(name, value.toString());
        }
    }
}
