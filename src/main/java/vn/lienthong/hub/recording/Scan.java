package vn.lienthong.hub.recording;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import vn.lienthong.hub.recording.RecordedExchange.Leg;
import vn.lienthong.hub.vocabulary.ByChance;

/**
 * Looks through recorded exchanges for anything that masking should have replaced: originals of their set, in whatever layer, capitals or marks; numbers
 * outside the ranges that nobody has; secrets; files that are no stand-ins. Not thread-safe.
 */
public final class Scan {
    private static final int MOST_FINDINGS = 1000;

    private final RecordingSet set;
    private final Fields fields;
    private final Originals sums;
    private final long[] names;
    private final long[] texts;
    private final long[] kept;

    /**
     * Something that was left. Says where and of what sort, never what.
     *
     * @param file in which it stands, or the folder
     * @param place path of the fields
     */
    public record Left(String file, String place, String what) {}

    Scan(RecordingSet set, byte[] key, Fields fields) {
        this.set = set;
        this.fields = fields;
        this.sums = new Originals(key);
        this.names = set.sums(Originals.NAMES);
        this.texts = set.sums(Originals.TEXT);
        this.kept = set.sums(Originals.KEPT);
    }

    /**
     * What was left in one exchange, the first thousand; empty when nothing was.
     *
     * @param folder of it
     */
    public List<Left> of(Path folder) {
        RecordedExchange exchange = ExchangeFolder.read(folder);
        Finder finder = new Finder(folder.toString());
        RecordedExchange.Recorded recorded = exchange.about().recorded();
        if (!recorded.masked()) {
            finder.found("recorded/masked", "it was recorded with --raw: nothing in it is masked");
        } else if (!set.keyId().equals(recorded.keyId())) {
            finder.found("recorded/keyId", "it was masked by another key than the set has here");
        }
        finder.value(
                Spot.of("").in("name"),
                Kind.PUBLIC,
                String.valueOf(folder.getFileName()).replace('_', ' '));
        Walk walk = new Walk(fields, finder);
        HttpWalk http = new HttpWalk(walk);
        finder.file = folder.resolve(ExchangeYaml.FILE).toString();
        about(finder, exchange);
        byte[] content = exchange.record();
        if (content != null) {
            finder.file = folder.resolve(ExchangeFolder.RECORD).toString();
            walk.bytes(Spot.of(Spot.RECORD), "application/json", content);
            finder.raw(new String(content, StandardCharsets.UTF_8));
        }
        Spot spot = Spot.of(exchange.about().connector());
        for (int i = 0; i < exchange.legs().size(); i++) {
            Leg leg = exchange.legs().get(i);
            finder.said("legs/" + (i + 1), leg.operation(), String.valueOf(leg.failure()));
            message(finder, http, spot, folder.resolve(ExchangeYaml.request(i + 1)), leg.request());
            message(finder, http, spot, folder.resolve(ExchangeYaml.answer(i + 1)), leg.answer());
        }
        return finder.left;
    }

    private static void message(Finder finder, HttpWalk http, Spot spot, Path file, byte @Nullable [] bytes) {
        if (bytes != null) {
            finder.file = file.toString();
            http.message(spot, HttpBytes.parse(bytes));
            finder.raw(new String(bytes, StandardCharsets.UTF_8));
        }
    }

    /** What people wrote there is looked through as text. */
    private static void about(Finder finder, RecordedExchange exchange) {
        finder.raw(ExchangeYaml.write(exchange));
        RecordedExchange.Recorded recorded = exchange.about().recorded();
        finder.said("recorded", recorded.by(), recorded.why());
        finder.said("origin", String.valueOf(exchange.about().problem()));
        exchange.ignore().forEach(one -> finder.said("ignore", one.where(), one.why()));
        exchange.notes().forEach(note -> finder.said("notes", note));
    }

    private final class Finder implements Leaves {
        private final List<Left> left = new ArrayList<>();
        private String file;

        Finder(String file) {
            this.file = file;
        }

        void found(String place, String what) {
            Left one = new Left(file, place, what);
            if (left.size() < MOST_FINDINGS && !left.contains(one)) {
                left.add(one);
            }
        }

        @Override
        public String value(Spot spot, Kind kind, String text) {
            String place = spot.path();
            if (kind == Kind.SECRET || kind == Kind.SIGNATURE) {
                if (!text.isEmpty() && !text.equals(RecordedExchange.DROPPED)) {
                    found(place, kind == Kind.SECRET ? "a secret" : "a signature");
                }
                return text;
            }
            originals(place, text);
            if (kind != Kind.HASH && Masker.TICKET.matcher(text).find()) {
                found(place, "a secret");
            }
            if (kind != Kind.TIME && (kind != Kind.AMOUNT || !Shapes.isAmount(text)) && kind != Kind.HASH) {
                ranges(place, Nobodys.without(text));
            }
            return text;
        }

        /** What stands in the file beside the messages. */
        void said(String place, String... texts) {
            for (String text : texts) {
                ranges(place, Nobodys.without(text));
            }
        }

        /** The text of a whole file, for what stands between the values. */
        void raw(String text) {
            originals("(the file as text)", text);
        }

        private void originals(String place, String text) {
            if (has(names, sums.whole(text)) || has(texts, sums.whole(text))) {
                found(place, "an original value");
            }
            Matcher mails = Numbers.MAIL.matcher(text);
            while (mails.find()) {
                if (has(names, sums.whole(mails.group())) || has(texts, sums.whole(mails.group()))) {
                    found(place, "an original mail address");
                }
            }
            Matcher hashes = ByChance.SUM.matcher(text);
            while (hashes.find()) {
                long sum = sums.sum(hashes.group());
                if (has(names, sum) || has(texts, sum)) {
                    found(place, "an original sum of a file");
                }
            }
            Matcher runs = Originals.DIGITS.matcher(Nobodys.without(text));
            while (runs.find()) {
                long sum = sums.digits(Numbers.digits(runs.group()));
                if (has(names, sum) || has(texts, sum)) {
                    found(place, "an original number");
                }
            }
            List<String> words = Originals.spoken(text);
            words.stream()
                    .filter(word -> word.length() >= Originals.LONGEST_WORD)
                    .filter(word -> has(names, sums.words(List.of(word))))
                    .forEach(word -> found(place, "an original name"));
            for (int size = Originals.FEWEST_WORDS; size <= Math.min(words.size(), Originals.MOST_WORDS); size++) {
                Originals.rows(words, size, (at, row) -> {
                    long sum = sums.words(row);
                    if (has(names, sum)) {
                        found(place, "an original name");
                    } else if (has(texts, sum) && !has(kept, sum)) {
                        found(place, "an original text");
                    }
                });
            }
        }

        private void ranges(String place, String text) {
            check(place, text, Numbers.PHONE, "a telephone number that may be somebody's");
            // Within a made-up telephone number stand nine digits in groups.
            String rest = Numbers.PHONE
                    .matcher(text)
                    .replaceAll(phone -> Numbers.isReservedPhone(Numbers.digits(phone.group()))
                            ? "~"
                            : Matcher.quoteReplacement(phone.group()));
            check(place, rest, Numbers.IDENTITY, "an identity number that may be somebody's");
            Matcher mails = Numbers.MAIL.matcher(text);
            while (mails.find()) {
                if (!mails.group().endsWith(".example")) {
                    found(place, "a mail address that may be somebody's");
                }
            }
        }

        private void check(String place, String text, Pattern pattern, String what) {
            Matcher matcher = pattern.matcher(text);
            while (matcher.find()) {
                String digits = Numbers.digits(matcher.group());
                if (!Numbers.isReserved(digits) && !Shapes.isTime(matcher.group())) {
                    found(place, what);
                }
            }
        }

        @Override
        public byte[] file(Spot spot, byte[] bytes) {
            if (!Standin.isOne(bytes)) {
                found(spot.path(), "a file that is no stand-in");
            }
            return bytes;
        }

        @Override
        public void note(String what) {
            // Nothing is changed.
        }
    }

    private static boolean has(long[] sorted, long sum) {
        return Arrays.binarySearch(sorted, sum) >= 0;
    }
}
