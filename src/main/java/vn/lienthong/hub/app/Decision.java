package vn.lienthong.hub.app;

import com.fasterxml.jackson.databind.node.ObjectNode;
import picocli.CommandLine.Option;

/** Who decides, and why: options that every act has. */
final class Decision {
    @Option(names = "--by", required = true, paramLabel = "NAME", description = "the person who decides")
    private String by;

    @Option(names = "--why", required = true, paramLabel = "REASON", description = "the reason, kept for ever")
    private String why;

    /** The beginning of an act's body. */
    ObjectNode body(boolean dryRun) {
        return Json.object().put("by", by).put("why", why).put("dryRun", dryRun);
    }
}
