package vn.lienthong.hub.intake;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Locale;
import java.util.Set;
import vn.lienthong.hub.intake.ProblemDocument.Retry;
import vn.lienthong.hub.vocabulary.Problem;

/** Which kinds of bodies are taken: judged by what is announced, before any of it is read. */
final class MediaTypes {
    private MediaTypes() {}

    /** Refuses a kind of body that is not one of these, or not in UTF-8, or compressed. */
    static void mustBe(HttpServletRequest request, Set<String> mediaTypes, String example) throws Refusal {
        String type = request.getContentType();
        String encoding = request.getHeader("Content-Encoding");
        if (type == null || !mediaTypes.contains(essence(type)) || !isUtf8(type)) {
            throw other(
                    "Content-Type " + (type == null ? "missing" : Shapes.shown(type)),
                    "Send Content-Type: " + example + " in UTF-8.");
        }
        if (encoding != null && !encoding.equalsIgnoreCase("identity")) {
            throw other("Content-Encoding " + Shapes.shown(encoding), "Send the body as it is, not compressed.");
        }
    }

    private static Refusal other(String found, String cure) {
        return new Refusal(
                ProblemDocument.of(
                        415,
                        new Problem(
                                "unsupported-media-type",
                                "The hub does not take bodies of this kind here.",
                                found,
                                cure),
                        Retry.NEVER),
                null);
    }

    private static String essence(String type) {
        int semicolon = type.indexOf(';');
        return (semicolon < 0 ? type : type.substring(0, semicolon)).trim().toLowerCase(Locale.ROOT);
    }

    private static boolean isUtf8(String type) {
        int at = type.toLowerCase(Locale.ROOT).indexOf("charset=");
        if (at < 0) {
            return true;
        }
        String charset = type.substring(at + 8).split(";", 2)[0].trim().replace("\"", "");
        return charset.equalsIgnoreCase("utf-8") || charset.equalsIgnoreCase("utf8");
    }
}
