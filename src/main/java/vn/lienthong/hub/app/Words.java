package vn.lienthong.hub.app;

import com.fasterxml.jackson.databind.node.ObjectNode;

/** One sentence for people, in English and in Vietnamese. */
record Words(String en, String vi) {
    ObjectNode json() {
        return Json.object().put("en", en).put("vi", vi);
    }

    Words and(Words more) {
        return new Words(en + " " + more.en, vi + " " + more.vi);
    }
}
