package vn.lienthong.hub.drift;

import static vn.lienthong.hub.drift.Level.BREAKS;
import static vn.lienthong.hub.drift.Level.HARMLESS;
import static vn.lienthong.hub.drift.Level.MAY_BREAK;

import java.util.Map;
import java.util.stream.Stream;

/** What may change in an OpenAPI document, and how each change is to be judged. */
final class OpenApiCatalogue {
    private OpenApiCatalogue() {}

    /** One change: what is written otherwise, and what becomes of it. */
    record Row(String name, Map<String, String> now, Level level, String where, String what, String why) {
        @Override
        public String toString() {
            return name;
        }
    }

    private static Row row(String name, String from, String to, Level level, String... told) {
        return new Row(name, Map.of(from, to), level, told[0], told[1], told[2]);
    }

    static Stream<Row> requests() {
        return Stream.of(
                row(
                        "a field that must be there",
                        "note: {type",
                        "ward: {type: string}\n        note: {type",
                        HARMLESS,
                        "/ward",
                        "new field optional",
                        "nobody must send it"),
                new Row(
                        "a field that must be there and that we do not have",
                        Map.of(
                                "required: [dossier]\n      properties:\n        dossier: {type: string, maxLength",
                                "required: [dossier, ward]\n      properties:\n        ward: {type: string}\n        dossier: {type: string, maxLength"),
                        BREAKS,
                        "/ward",
                        "new field required",
                        "we do not send it"),
                row(
                        "must be there, and we always send it",
                        "required: [dossier]",
                        "required: [dossier, unit]",
                        HARMLESS,
                        "/unit",
                        "field becomes required",
                        "we always send it"),
                row(
                        "must be there, and we never send it",
                        "required: [dossier]",
                        "required: [dossier, note]",
                        BREAKS,
                        "/note",
                        "field becomes required",
                        "we do not send it"),
                row(
                        "what we send is gone",
                        "        summary: {type: string}\n",
                        "",
                        MAY_BREAK,
                        "/summary",
                        "field is gone",
                        "nobody says what becomes of"),
                row(
                        "what nobody sends is gone",
                        "        note: {type: string}\n",
                        "",
                        HARMLESS,
                        "/note",
                        "field is gone",
                        "we do not send it"),
                row(
                        "nothing else is taken",
                        "Message:\n      type: object",
                        "Message:\n      additionalProperties: false\n      type: object",
                        HARMLESS,
                        "",
                        "no other fields are taken",
                        "none but those named"),
                row(
                        "a length below ours",
                        "maxLength: 500",
                        "maxLength: 100",
                        BREAKS,
                        "/unit",
                        "maxLength 500 becomes 100",
                        "our mapping goes to 500"),
                row(
                        "a length that ours keeps",
                        "summary: {type: string}",
                        "summary: {type: string, maxLength: 200}",
                        HARMLESS,
                        "/summary",
                        "maxLength none becomes 200",
                        "our mapping goes to 200 only"),
                row(
                        "a least number below which ours goes",
                        "steps: {type: integer}",
                        "steps: {type: integer, minimum: 1}",
                        BREAKS,
                        "/steps",
                        "minimum none becomes 1",
                        "our mapping goes to 0"),
                row(
                        "a greatest number where ours has none",
                        "revision: {type: integer}",
                        "revision: {type: integer, maximum: 9}",
                        MAY_BREAK,
                        "/revision",
                        "maximum none becomes 9",
                        "no maximum of its own"),
                row(
                        "our very pattern",
                        "receivedAt: {type: string}",
                        "receivedAt: {type: string, pattern: \"^[0-9]{14}$\"}",
                        HARMLESS,
                        "/receivedAt",
                        "pattern none becomes",
                        "this very pattern"),
                row(
                        "another pattern",
                        "procedure: {type: string}",
                        "procedure: {type: string, pattern: \"^[0-9.]+$\"}",
                        MAY_BREAK,
                        "/procedure",
                        "pattern none becomes",
                        "nobody knows"),
                row(
                        "a format",
                        "receivedAt: {type: string}",
                        "receivedAt: {type: string, format: date-time}",
                        MAY_BREAK,
                        "/receivedAt",
                        "format none becomes date-time",
                        "nobody knows"),
                row(
                        "a value of ours is gone",
                        ", \"10\", \"11\"]",
                        ", \"11\"]",
                        BREAKS,
                        "/status",
                        "value 10 is gone",
                        "our mapping sends 10"),
                row(
                        "a value is gone that we do not send",
                        ", \"11\"]",
                        "]",
                        HARMLESS,
                        "/status",
                        "value 11 is gone",
                        "our mapping sends only"),
                row(
                        "text becomes a number",
                        "procedure: {type: string}",
                        "procedure: {type: integer}",
                        BREAKS,
                        "/procedure",
                        "type string becomes integer",
                        "we send string"),
                row(
                        "a whole number becomes any",
                        "steps: {type: integer}",
                        "steps: {type: number}",
                        HARMLESS,
                        "/steps",
                        "type integer becomes number",
                        "we send integer"),
                row(
                        "one becomes a list",
                        "summary: {type: string}",
                        "summary: {type: array, items: {type: string}}",
                        BREAKS,
                        "/summary",
                        "one becomes a list",
                        "we send one"));
    }

    static Stream<Row> answers() {
        return Stream.of(
                row(
                        "what success is read by is gone",
                        "        dossier: {type: string}\n",
                        "",
                        BREAKS,
                        "!/dossier",
                        "field is gone",
                        "read by row taken"),
                row(
                        "their number is gone",
                        "        number: {type: string}\n",
                        "",
                        BREAKS,
                        "!/number",
                        "field is gone",
                        "read by row taken"),
                row(
                        "what nobody reads is gone",
                        "        when: {type: string, format: date-time}\n",
                        "",
                        HARMLESS,
                        "!/when",
                        "field is gone",
                        "nobody reads it"),
                row(
                        "a field more",
                        "kind: {type",
                        "extra: {type: integer}\n        kind: {type",
                        HARMLESS,
                        "!/extra",
                        "new field",
                        "is passed over"),
                row(
                        "a text becomes a number",
                        "number: {type: string}",
                        "number: {type: integer}",
                        MAY_BREAK,
                        "!/number",
                        "type string becomes integer",
                        "compares numbers and texts as text"),
                row(
                        "a text becomes an object",
                        "number: {type: string}",
                        "number: {type: object, properties: {no: {type: string}}}",
                        BREAKS,
                        "!/number",
                        "type string becomes object",
                        "read by row taken"),
                row(
                        "a new value that nobody reads",
                        "[NEW, OLD]",
                        "[NEW, OLD, MERGED]",
                        HARMLESS,
                        "!/kind",
                        "new value MERGED",
                        "nobody reads it"),
                row(
                        "what is read may be null",
                        "number: {type: string}",
                        "number: {type: string, nullable: true}",
                        MAY_BREAK,
                        "!/number",
                        "may be null now",
                        "read by row taken"),
                new Row(
                        "what is read may be missing",
                        Map.of("Taken:\n      type: object\n      required: [dossier]", "Taken:\n      type: object"),
                        MAY_BREAK,
                        "!/dossier",
                        "may be missing now",
                        "read by row taken"),
                row(
                        "a status that no row knows",
                        "\"422\": {description: refused}",
                        "\"422\": {description: refused}\n        \"409\": {description: held}",
                        MAY_BREAK,
                        "answer 409",
                        "new answer 409",
                        "no row of outcomes.yaml knows it"),
                row(
                        "a status that a row knows",
                        "\"422\": {description: refused}",
                        "\"422\": {description: refused}\n        \"503\": {description: later}",
                        HARMLESS,
                        "answer 503",
                        "new answer 503",
                        "has a row for it"),
                row(
                        "success has another status",
                        "\"200\": {description: taken",
                        "\"302\": {description: taken",
                        BREAKS,
                        "answer 200",
                        "answer 200 is gone",
                        "by it alone success is read"));
    }

    static Stream<Row> wholes() {
        return Stream.of(
                row(
                        "the path is another",
                        "  /messages:",
                        "  /v2/messages:",
                        BREAKS,
                        "*",
                        "the operation is gone",
                        "this connector uses it"),
                row(
                        "the method is another",
                        "    post:\n      operationId: echo",
                        "    put:\n      operationId: echo",
                        BREAKS,
                        "*",
                        "the operation is gone",
                        "this connector uses it"),
                row(
                        "an operation of nobody's is gone",
                        "  /others:\n    get: {operationId: others, responses: {\"200\": {description: all}}}\n",
                        "",
                        HARMLESS,
                        "GET /others",
                        "the operation is gone",
                        "does not use it"),
                row(
                        "a log-in that no step does",
                        "operationId: echo",
                        "security: [{key: []}]\n      operationId: echo",
                        BREAKS,
                        "*",
                        "log-in none becomes key in header x-key",
                        "do none of these"),
                row(
                        "a header that no step sends",
                        "in: header, required: true, schema: {type: string}}",
                        "in: header, required: true, schema: {type: string}}\n        - {name: X-Unit, in: header, required: true, schema: {type: string}}",
                        BREAKS,
                        "*",
                        "header x-unit must be there",
                        "no step sends it"),
                row(
                        "only XML is taken",
                        "content: {application/json: {schema: {$ref: \"#/components/schemas/Message\"}}}",
                        "content: {application/xml: {schema: {$ref: \"#/components/schemas/Message\"}}}",
                        BREAKS,
                        "*",
                        "takes application/json becomes application/xml",
                        "we send JSON"),
                row(
                        "it will go",
                        "operationId: echo",
                        "deprecated: true\n      operationId: echo",
                        MAY_BREAK,
                        "*",
                        "deprecated from now on",
                        "ask when"),
                row(
                        "the base of the path is another",
                        "https://echo.example",
                        "https://echo.example/v2",
                        MAY_BREAK,
                        "*",
                        "base path / becomes /v2",
                        "setting address"));
    }

    static Stream<Row> all() {
        return Stream.of(requests(), answers(), wholes()).flatMap(rows -> rows);
    }

    /** The same, written otherwise. */
    static Stream<Row> same() {
        return Stream.of(
                row("words for people", "description: taken", "description: Đã nhận, cảm ơn", HARMLESS, "", "", ""),
                row("the name of a schema", "ALL:schemas/Message", "schemas/DonThu", HARMLESS, "", "", ""),
                row(
                        "the order of fields",
                        "        number: {type: string}\n        kind: {type: string, enum: [NEW, OLD]}\n",
                        "        kind: {enum: [OLD, NEW], type: string}\n        number: {type: string}\n",
                        HARMLESS,
                        "",
                        "",
                        ""),
                row(
                        "the order of what must be there, and words beside",
                        "required: [dossier]",
                        "required: [\"dossier\"]\n      title: Thông điệp\n      example: {dossier: a}",
                        HARMLESS,
                        "",
                        "",
                        ""),
                row(
                        "a schema in the place of its reference",
                        "schema: {$ref: \"#/components/schemas/Taken\"}",
                        "schema: {allOf: [{$ref: \"#/components/schemas/Taken\"}]}",
                        HARMLESS,
                        "",
                        "",
                        ""),
                row(
                        "what is null written as the next version does",
                        "openapi: 3.0.3",
                        "openapi: 3.1.0",
                        HARMLESS,
                        "",
                        "",
                        ""),
                row(
                        "the version of the document, tags",
                        "info: {title: Nhận hồ sơ, version: \"1\"}",
                        "info: {title: Nhận hồ sơ, version: \"1.0.1\"}\ntags: [{name: a}]",
                        HARMLESS,
                        "",
                        "",
                        ""));
    }
}
