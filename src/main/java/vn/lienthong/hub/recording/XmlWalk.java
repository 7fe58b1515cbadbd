package vn.lienthong.hub.recording;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The texts and attributes of an XML or HTML text, replaced where they stand: prefixes, order, CDATA and white space stay. It looks for markup only and
 * resolves nothing, so that half a document is masked too, and no entity reaches out.
 */
final class XmlWalk {
    private static final Pattern MARKUP = Pattern.compile(
            "<!--(?<comment>.*?)(?:-->|\\z)|<!\\[CDATA\\[(?<cdata>.*?)(?:]]>|\\z)|<\\?.*?(?:\\?>|\\z)|<!(?<doctype>[^>]*)(?:>|\\z)"
                    + "|<(?<tag>/?[\\p{L}_][^\\s/>]*)(?<attributes>(?:[^>\"']|\"[^\"]*(?:\"|\\z)|'[^']*(?:'|\\z))*)(?:>|\\z)",
            Pattern.DOTALL);

    private static final Pattern ATTRIBUTE =
            Pattern.compile("(?<name>[\\p{L}_:][^\\s=\"'>/]*)\\s*=\\s*(?<quoted>\"[^\"]*\"|'[^']*')");
    private static final Pattern KEPT = Pattern.compile(
            "xmlns(:.*)?|(xsi|xml|soap|soapenv|S|wsu|wsse):.*|encodingStyle|.*:encodingStyle|Algorithm|ValueType|EncodingType|URI|href|Id|id|type|class|rel|content");
    private static final Pattern ENTITY =
            Pattern.compile("&(?:(lt|gt|amp|quot|apos)|#(\\d{1,7})|#x([0-9a-fA-F]{1,6}));");

    private final Walk walk;

    XmlWalk(Walk walk) {
        this.walk = walk;
    }

    String walk(Spot spot, String text) {
        Spot top = spot.depth() == 0 && spot.path().isEmpty() ? spot : spot.deeper();
        StringBuilder out = new StringBuilder(text.length());
        Deque<Spot> open = new ArrayDeque<>();
        open.push(top);
        Matcher markup = MARKUP.matcher(text);
        int done = 0;
        while (markup.find()) {
            out.append(chars(open.element(), text.substring(done, markup.start())));
            out.append(markup(open, markup));
            done = markup.end();
        }
        return out.append(chars(open.element(), text.substring(done))).toString();
    }

    private String markup(Deque<Spot> open, Matcher markup) {
        String whole = markup.group();
        if (markup.group("comment") != null) {
            String comment = markup.group("comment");
            return whole.replace(
                    comment, walk.text(open.element().in("comment"), comment).replace("--", "- -"));
        }
        String cdata = markup.group("cdata");
        if (cdata != null) {
            return cdata.isBlank()
                    ? whole
                    : whole.replace(cdata, walk.text(open.element(), cdata).replace("]]>", "]]]]><![CDATA[>"));
        }
        String tag = markup.group("tag");
        if (tag == null) {
            return whole;
        }
        if (tag.startsWith("/")) {
            if (open.size() > 1) {
                open.pop();
            }
            return whole;
        }
        Spot inside = open.element().in(local(tag));
        String attributes = markup.group("attributes");
        if (!attributes.stripTrailing().endsWith("/")) {
            open.push(inside);
        }
        return attributes.isBlank()
                ? whole
                : whole.substring(0, 1 + tag.length())
                        + attributes(inside, attributes)
                        + (whole.endsWith(">") ? ">" : "");
    }

    private String attributes(Spot inside, String attributes) {
        StringBuilder out = new StringBuilder();
        Matcher matcher = ATTRIBUTE.matcher(attributes);
        while (matcher.find()) {
            String quoted = matcher.group("quoted");
            String value = decoded(quoted.substring(1, quoted.length() - 1));
            String name = matcher.group("name");
            Spot spot = inside.in(local(name));
            String other = KEPT.matcher(name).matches()
                    ? walk.leaves().value(spot, Kind.PUBLIC, value)
                    : walk.text(spot, value);
            String written = other.equals(value)
                    ? matcher.group()
                    : matcher.group().substring(0, matcher.start("quoted") - matcher.start())
                            + '"'
                            + encoded(other).replace("\"", "&quot;")
                            + '"';
            matcher.appendReplacement(out, Matcher.quoteReplacement(written));
        }
        return matcher.appendTail(out).toString();
    }

    private String chars(Spot spot, String raw) {
        if (raw.isBlank()) {
            return raw;
        }
        String value = decoded(raw);
        String other = walk.text(spot, value);
        return other.equals(value) ? raw : encoded(other);
    }

    private static String local(String name) {
        return name.substring(name.indexOf(':') + 1);
    }

    private static String encoded(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }

    private static String decoded(String raw) {
        if (raw.indexOf('&') < 0) {
            return raw;
        }
        return ENTITY.matcher(raw)
                .replaceAll(found -> Matcher.quoteReplacement(
                        character(found.group(1), found.group(2), found.group(3), found.group())));
    }

    private static String character(String name, String decimal, String hex, String whole) {
        if (name == null) {
            int code = decimal == null ? Integer.parseInt(hex, 16) : Integer.parseInt(decimal);
            return Character.isValidCodePoint(code) ? Character.toString(code) : whole;
        }
        return switch (name) {
            case "lt" -> "<";
            case "gt" -> ">";
            case "quot" -> "\"";
            case "apos" -> "'";
            default -> "&";
        };
    }
}
