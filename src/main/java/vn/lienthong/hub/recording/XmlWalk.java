package vn.lienthong.hub.recording;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The texts and attributes of an XML or HTML text, replaced where they stand: prefixes, order, CDATA and white space stay. It looks for markup only and
 * resolves nothing, so that half a document is masked too, and no entity reaches out.
 */
final class XmlWalk {
    private static final Pattern MARKUP = Pattern.compile(
            "<!--(?<comment>.*?)(?:-->|\\z)|<!\\[CDATA\\[(?<cdata>.*?)(?:]]>|\\z)|<\\?(?<instruction>.*?)(?:\\?>|\\z)|<!(?<doctype>[^>]*)(?:>|\\z)"
                    + "|<(?<tag>/?[\\p{L}_][^\\s/>]*)(?<attributes>(?:[^>\"']|\"[^\"]*(?:\"|\\z)|'[^']*(?:'|\\z))*)(?:>|\\z)",
            Pattern.DOTALL);

    /** Half a document may end within one; HTML has them without quotes. */
    private static final Pattern ATTRIBUTE =
            Pattern.compile("(?<name>[\\p{L}_:][^\\s=\"'>/]*)\\s*=\\s*(?<value>\"[^\"]*(?:\"|\\z)|'[^']*(?:'|\\z)"
                    + "|[^\\s\"'>]+?(?=\\s|/?\\s*\\z))");

    /** Says nothing but how it is written. */
    private static final Pattern DECLARATION = Pattern.compile(
            "xml(?:\\s+(?:version|encoding|standalone)\\s*=\\s*(?:\"[\\w.-]{0,20}\"|'[\\w.-]{0,20}'))*\\s*");

    private static final Pattern LITERAL =
            Pattern.compile("(?<public>PUBLIC\\s+)?(?<literal>\"[^\"]*(?:\"|\\z)|'[^']*(?:'|\\z))");
    private static final Pattern KEPT = Pattern.compile(
            "xmlns(:.*)?|(xsi|xml|soap|soapenv|S|wsu|wsse):.*|encodingStyle|.*:encodingStyle|Algorithm|ValueType|EncodingType|URI|href|Id|id|type|rel");
    private static final Pattern ONE_WORD = Pattern.compile("[\\x21-\\x7e]*");
    /** May hold several words. */
    private static final Pattern LISTS = Pattern.compile("class|xsi:schemaLocation");
    /** Whither it leads, and what is asked there. */
    private static final Pattern REFERENCE = Pattern.compile("href|src|action");
    /** What HTML says about itself. */
    private static final Pattern CONTENT = Pattern.compile("[a-z]+/[\\w.+-]+(?:; *charset=[\\w.-]+)?");

    private static final Pattern SOMEBODYS = Pattern.compile("\\d{7}|[^\\x00-\\x7f]|_[^_]+_|[._-][^._-]+[._-]");

    private static final Pattern BARE = Pattern.compile(
            "(?:\\s|/|checked|selected|disabled|required|readonly|multiple|hidden|async|defer|nowrap|html)*");
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
        Spot here = open.element();
        if (markup.group("comment") != null) {
            return replaced(markup, "comment", text -> walk.text(here.in("comment"), text)
                    .replace("--", "- -"));
        }
        if (markup.group("cdata") != null) {
            return replaced(markup, "cdata", text -> walk.text(here, text).replace("]]>", "]]]]><![CDATA[>"));
        }
        if (markup.group("instruction") != null) {
            return replaced(markup, "instruction", text -> instruction(here.in("instruction"), text));
        }
        if (markup.group("doctype") != null) {
            return replaced(markup, "doctype", text -> doctype(here.in("doctype"), text));
        }
        return tag(open, markup);
    }

    private static String replaced(Matcher markup, String group, UnaryOperator<String> walked) {
        String whole = markup.group();
        int start = markup.start();
        return whole.substring(0, markup.start(group) - start)
                + walked.apply(markup.group(group))
                + whole.substring(markup.end(group) - start);
    }

    private String tag(Deque<Spot> open, Matcher markup) {
        String tag = markup.group("tag");
        String attributes = markup.group("attributes");
        Spot inside = open.element();
        if (!tag.startsWith("/")) {
            inside = inside.in(local(tag));
            if (!attributes.stripTrailing().endsWith("/")) {
                open.push(inside);
            }
        } else if (open.size() > 1) {
            open.pop();
        }
        Spot spot = inside;
        String front = "<" + named(spot, tag);
        return front
                + (attributes.isBlank() ? attributes : attributes(spot, attributes))
                + markup.group().substring(markup.end("attributes") - markup.start());
    }

    /** A name may be somebody's, or hold a number of his. */
    private String named(Spot spot, String name) {
        return SOMEBODYS.matcher(name).find() ? walk.leaves().value(spot.in("key"), Kind.PUBLIC, name) : name;
    }

    private String instruction(Spot spot, String text) {
        int end = 0;
        while (end < text.length() && !Character.isWhitespace(text.charAt(end))) {
            end++;
        }
        return DECLARATION.matcher(text).matches()
                ? text
                : text.substring(0, end) + attributes(spot, text.substring(end)).replace("?>", "? >");
    }

    /** Names stay, as those of elements do; what is quoted is a value, but for the public name of a document type. */
    private String doctype(Spot spot, String text) {
        Matcher literals = LITERAL.matcher(text);
        StringBuilder out = new StringBuilder();
        int done = 0;
        while (literals.find()) {
            out.append(kept(spot, text.substring(done, literals.start("literal"))));
            String literal = literals.group("literal");
            String value = decoded(inner(literal));
            String other = literals.group("public") == null ? walk.text(spot, value) : kept(spot, value);
            out.append(other.equals(value) ? literal : written(literal, other));
            done = literals.end();
        }
        return out.append(kept(spot, text.substring(done))).toString();
    }

    private String kept(Spot spot, String text) {
        return text.isBlank() ? text : walk.leaves().value(spot, Kind.PUBLIC, text);
    }

    private String attributes(Spot inside, String attributes) {
        StringBuilder out = new StringBuilder();
        Matcher matcher = ATTRIBUTE.matcher(attributes);
        int done = 0;
        while (matcher.find()) {
            out.append(bare(inside, attributes.substring(done, matcher.start())));
            String raw = matcher.group("value");
            String name = matcher.group("name");
            String value = decoded(inner(raw));
            String other = attribute(inside.in(local(name)), name, value);
            out.append(named(inside, name))
                    .append(attributes.substring(matcher.end("name"), matcher.start("value")))
                    .append(other.equals(value) ? raw : written(raw, other));
            done = matcher.end();
        }
        return out.append(bare(inside, attributes.substring(done))).toString();
    }

    private String attribute(Spot spot, String name, String value) {
        if (REFERENCE.matcher(name).matches() && !value.startsWith("#") && !value.contains("://")) {
            return walk.urls().target(spot, value);
        }
        return KEPT.matcher(name).matches() && ONE_WORD.matcher(value).matches()
                        || LISTS.matcher(name).matches()
                        || CONTENT.matcher(value).matches()
                ? walk.leaves().value(spot, Kind.PUBLIC, value)
                : walk.text(spot, value);
    }

    /** Between attributes nothing stands but names of those that need no value. */
    private String bare(Spot inside, String between) {
        return between.isBlank() || BARE.matcher(between).matches()
                ? between
                : walk.leaves().value(inside, Kind.TEXT, between);
    }

    private static boolean isQuoted(String raw) {
        return raw.startsWith("\"") || raw.startsWith("'");
    }

    private static String inner(String raw) {
        if (!isQuoted(raw)) {
            return raw;
        }
        boolean closed = raw.length() > 1 && raw.charAt(raw.length() - 1) == raw.charAt(0);
        return raw.substring(1, raw.length() - (closed ? 1 : 0));
    }

    /** What had no quotes gets some: it may hold a blank now. */
    private static String written(String raw, String other) {
        boolean half = isQuoted(raw) && inner(raw).length() == raw.length() - 1;
        return '"' + encoded(other).replace("\"", "&quot;") + (half ? "" : "\"");
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
