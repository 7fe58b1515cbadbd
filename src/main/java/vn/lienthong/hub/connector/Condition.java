package vn.lienthong.hub.connector;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** One thing a row of an outcome table asks of an answer. Immutable. */
sealed interface Condition {

    boolean holds(Facts facts);

    /** Whether this condition holds wherever the narrower one does: used to find rows that can never be reached. */
    boolean covers(Condition narrower);

    /** The message was one of these operations. */
    record Operation(Set<String> names) implements Condition {
        @Override
        public boolean holds(Facts facts) {
            return names.contains(facts.operation());
        }

        @Override
        public boolean covers(Condition narrower) {
            return narrower instanceof Operation other && names.containsAll(other.names);
        }
    }

    /** The HTTP status lies in one of these ranges, both ends included. */
    record Status(List<Range> ranges) implements Condition {
        record Range(int from, int to) {}

        @Override
        public boolean holds(Facts facts) {
            return facts.status() >= 0 && contains(facts.status());
        }

        private boolean contains(int status) {
            return ranges.stream().anyMatch(range -> range.from() <= status && status <= range.to());
        }

        @Override
        public boolean covers(Condition narrower) {
            return narrower instanceof Status other
                    && other.ranges.stream().allMatch(range -> IntStream.rangeClosed(range.from(), range.to())
                            .allMatch(this::contains));
        }
    }

    /** No complete answer came, for one of these reasons. */
    record Failed(Set<Answer.Failure> kinds) implements Condition {
        @Override
        public boolean holds(Facts facts) {
            return facts.answer() instanceof Answer.Failed failed && kinds.contains(failed.failure());
        }

        @Override
        public boolean covers(Condition narrower) {
            return narrower instanceof Failed other && kinds.containsAll(other.kinds);
        }
    }

    /** An HTTP answer has one of these kinds of body. */
    record Body(Set<Kind> kinds) implements Condition {
        enum Kind {
            EMPTY,
            JSON,
            NOT_JSON,
            /** An envelope that keeps the contract, a Fault too. */
            SOAP,
            /** Anything else but nothing. */
            NOT_SOAP,
            /** An envelope that holds something else than the contract says. */
            OFF_CONTRACT,
            /** XML with a document type, entities, XInclude, or too deep or too much of it. */
            HARMFUL_XML,
            /** An envelope that keeps the contract, and what is packed in it, as answer.opens says, cannot be opened. */
            NOT_OPENED,
            /** Not signed, encrypted or dated as step:ws-security demands. */
            UNTRUSTED;

            /** Whether only a destination that answers SOAP can send it. */
            boolean ofSoap() {
                return compareTo(SOAP) >= 0;
            }
        }

        @Override
        public boolean holds(Facts facts) {
            return facts.answer() instanceof Answer.Http
                    && kindsOf(facts).stream().anyMatch(kinds::contains);
        }

        private static Set<Kind> kindsOf(Facts facts) {
            if (facts.empty()) {
                return Set.of(Kind.EMPTY);
            }
            if (facts.harmful()) {
                return Set.of(Kind.HARMFUL_XML, Kind.NOT_JSON);
            }
            if (facts.soap() == null) {
                return Set.of(facts.json() == null ? Kind.NOT_JSON : Kind.JSON);
            }
            return switch (facts.soap().kind()) {
                case KEPT -> Set.of(Kind.SOAP);
                case OFF_CONTRACT -> Set.of(Kind.OFF_CONTRACT, Kind.NOT_SOAP);
                case HARMFUL -> Set.of(Kind.HARMFUL_XML, Kind.NOT_SOAP);
                case NOT_OPENED -> Set.of(Kind.NOT_OPENED);
                case UNTRUSTED -> Set.of(Kind.UNTRUSTED);
                default -> Set.of(Kind.NOT_SOAP);
            };
        }

        @Override
        public boolean covers(Condition narrower) {
            return narrower instanceof Body other && kinds.containsAll(other.kinds)
                    || narrower instanceof Body less
                            && kinds.contains(Kind.NOT_SOAP)
                            && Set.of(Kind.NOT_SOAP, Kind.OFF_CONTRACT, Kind.HARMFUL_XML)
                                    .containsAll(less.kinds)
                    || narrower instanceof Body fewer
                            && kinds.contains(Kind.NOT_JSON)
                            && Set.of(Kind.NOT_JSON, Kind.HARMFUL_XML).containsAll(fewer.kinds)
                    || (kinds.contains(Kind.JSON) || kinds.contains(Kind.SOAP)) && narrower instanceof Json
                    || kinds.contains(Kind.SOAP) && narrower instanceof Fault;
        }
    }

    /**
     * A SOAP Fault.
     *
     * @param codes local parts of its code, in lower case; the part before a dot stands for all that begin so. Empty: any
     */
    record Fault(Set<String> codes) implements Condition {
        @Override
        public boolean holds(Facts facts) {
            String code = facts.soap() == null ? null : facts.soap().fault();
            return code != null && (codes.isEmpty() || named(code.toLowerCase(Locale.ROOT)));
        }

        private boolean named(String code) {
            return codes.stream().anyMatch(each -> code.equals(each) || code.startsWith(each + "."));
        }

        @Override
        public boolean covers(Condition narrower) {
            return narrower instanceof Fault other
                    && (codes.isEmpty()
                            || !other.codes.isEmpty() && other.codes.stream().allMatch(this::named));
        }
    }

    /**
     * A header of the answer is there, is not there, or says one of these; a word before a dot stands for all that begin so.
     *
     * @param name in lower case
     * @param filled null: {@code values} decide
     * @param values in lower case
     */
    record Header(String name, @Nullable Boolean filled, Set<String> values) implements Condition {
        @Override
        public boolean holds(Facts facts) {
            if (!(facts.answer() instanceof Answer.Http)) {
                return false;
            }
            String said = facts.header(name).strip().toLowerCase(Locale.ROOT);
            return filled != null
                    ? filled == !said.isEmpty()
                    : values.stream().anyMatch(each -> said.equals(each) || said.startsWith(each + "."));
        }

        @Override
        public boolean covers(Condition narrower) {
            if (!(narrower instanceof Header other) || !name.equals(other.name)) {
                return false;
            }
            if (filled != null) {
                return filled.equals(other.filled) || filled && other.filled == null;
            }
            return other.filled == null
                    && other.values.stream().allMatch(its -> values.stream()
                            .anyMatch(mine -> its.equals(mine) || its.startsWith(mine + ".")));
        }
    }

    /** The media type is one of these. */
    record MediaType(Set<String> types) implements Condition {
        @Override
        public boolean holds(Facts facts) {
            return types.contains(facts.contentType());
        }

        @Override
        public boolean covers(Condition narrower) {
            return narrower instanceof MediaType other && types.containsAll(other.types);
        }
    }

    /** The value at a place is one of these, numbers and text compared as text; or the place is filled, blank or empty. */
    record Json(JsonPath at, Want want, Set<String> values) implements Condition {
        enum Want {
            IS,
            /** There, and more than nothing. */
            FILLED,
            /** Not there, or nothing. */
            BLANK,
            /** There, and nothing: null, no text, an empty list or object. */
            EMPTY,
            /** There, and a whole number, written as a number or as text. */
            NUMBER
        }

        private static final Pattern WHOLE = Pattern.compile("-?\\d{1,30}");

        @Override
        public boolean holds(Facts facts) {
            if (facts.json() == null) {
                return false;
            }
            JsonNode found = facts.at(at);
            if (want == Want.IS) {
                return found.isValueNode()
                        && !found.isNull()
                        && values.contains(found.asText().strip());
            }
            if (want == Want.NUMBER) {
                return found.isValueNode()
                        && WHOLE.matcher(found.asText().strip()).matches();
            }
            boolean nothing = found.isNull()
                    || found.isTextual() && found.asText().isBlank()
                    || found.isContainerNode() && found.isEmpty();
            return switch (want) {
                case EMPTY -> nothing;
                case BLANK -> nothing || found.isMissingNode();
                default -> !nothing && !found.isMissingNode();
            };
        }

        @Override
        public boolean covers(Condition narrower) {
            if (!(narrower instanceof Json other) || !at.equals(other.at)) {
                return narrower instanceof Text text
                        && want == Want.FILLED
                        && text.at().equals(List.of(at))
                        && !text.is().contains("");
            }
            return switch (want) {
                case IS -> other.want == Want.IS && values.containsAll(other.values);
                case FILLED ->
                    other.want == Want.FILLED
                            || other.want == Want.NUMBER
                            || other.want == Want.IS && other.values.stream().noneMatch(String::isBlank);
                case BLANK -> other.want == Want.BLANK || other.want == Want.EMPTY;
                case EMPTY -> other.want == Want.EMPTY;
                case NUMBER ->
                    other.want == Want.NUMBER
                            || other.want == Want.IS
                                    && other.values.stream().allMatch(value -> WHOLE.matcher(value.strip())
                                            .matches());
            };
        }
    }

    /**
     * The first of the places that holds words says one of these phrases, or is one of these texts, and says none that it must be
     * without; all after folding.
     *
     * @param is whole texts, closing punctuation aside; the empty one stands for no words at all
     */
    record Text(List<JsonPath> at, List<Phrase> contains, Set<String> is, List<Phrase> without) implements Condition {
        private static final Pattern CLOSING = Pattern.compile("[\\p{Punct}\\s]+$");

        @Override
        public boolean holds(Facts facts) {
            if (!(facts.answer() instanceof Answer.Http) || !facts.believed()) {
                return false;
            }
            String words = facts.folded(at);
            boolean said = contains.stream().anyMatch(phrase -> phrase.isIn(words))
                    || !is.isEmpty() && is.contains(CLOSING.matcher(words).replaceFirst(""));
            return said && without.stream().noneMatch(phrase -> phrase.isIn(words));
        }

        @Override
        public boolean covers(Condition narrower) {
            return narrower instanceof Text other
                    && at.equals(other.at)
                    && without.stream().allMatch(mine -> other.without.stream().anyMatch(its -> its.covers(mine)))
                    && other.contains.stream().allMatch(its -> contains.stream().anyMatch(mine -> mine.covers(its)))
                    && other.is.stream()
                            .allMatch(text ->
                                    is.contains(text) || contains.stream().anyMatch(mine -> mine.isIn(text)));
        }
    }
}
