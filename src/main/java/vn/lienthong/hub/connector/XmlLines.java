package vn.lienthong.hub.connector;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** XML as people read it: an element to a line. For envelopes of our own, which have no text between elements. */
final class XmlLines {

    private static final Pattern ANY_TAG = Pattern.compile("(<[^>]+>)([^<]*)");

    private XmlLines() {}

    static String indented(String xml) {
        StringBuilder shown = new StringBuilder();
        int depth = 0;
        boolean open = false;
        Matcher tags = ANY_TAG.matcher(xml);
        while (tags.find()) {
            String tag = tags.group(1);
            boolean ends = tag.startsWith("</");
            boolean alone = tag.endsWith("/>") || tag.startsWith("<?");
            depth -= ends ? 1 : 0;
            // The end of an element that holds text, or nothing, stays on its line.
            if (!(ends && open)) {
                shown.append(shown.length() == 0 ? "" : "\n").append("  ".repeat(depth));
            }
            shown.append(tag).append(tags.group(2));
            open = !ends && !alone;
            depth += open ? 1 : 0;
        }
        return shown.toString();
    }
}
