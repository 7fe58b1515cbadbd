package vn.lienthong.hub.recording;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import vn.lienthong.hub.reference.DossierCode;
import vn.lienthong.hub.vocabulary.ByChance;

/**
 * Puts made-up values in the place of real ones, by the key of a recording set: the same person has the same made-up name in every form. Notes every
 * original in {@link Originals}. Not thread-safe; one for each recorded exchange, because it remembers the people in it.
 */
final class Masker implements Leaves {
    /** No code of an office, a procedure or a paper has one: what people have with banks and insurances. */
    private static final Pattern LONG_NUMBER = Pattern.compile("\\d{9,}");
    /** JSON in base64, as logins carry it; where it stands alone it is opened, within a text it is nothing for anybody. */
    static final Pattern TICKET =
            Pattern.compile("(?<![A-Za-z0-9+/_-])eyJ[A-Za-z0-9+/_-]{10,}=*(?:\\.[A-Za-z0-9_-]*){0,2}");

    private static final Pattern ZEROS = Pattern.compile("^0+");
    private static final Pattern BETWEEN = Pattern.compile("[:;,.]? +");

    /** In a message as it is kept, a file is named by its sum. */
    private static final Pattern CLAIM = Pattern.compile("sha256:[0-9a-f]{64}");

    private static final Pattern FILE_ENDING = Pattern.compile(
            "\\.(?:pdf|docx?|xlsx?|odt|rtf|jpe?g|png|gif|tiff?|bmp|zip|rar|7z|p7s)$", Pattern.CASE_INSENSITIVE);

    private final Fields fields;
    private final Originals originals;
    private final Numbers numbers;
    private final Birthdays birthdays;
    private final Words words;
    private final People people;
    private final Keyed keyed;
    /** By their first word: names that were met here as names, so that they are found within other texts. */
    private final Map<String, List<List<String>>> known = new HashMap<>();

    /** The same names without blanks, as accounts are called. */
    private final Map<String, List<String>> joined = new HashMap<>();

    /** What the record says of its own values: the same ones are of the same kind in a message, whatever the field is called there. */
    private final Map<String, Kind> told = new HashMap<>();

    /** What stands in the record as a number of JSON, and what it became. */
    private final Map<String, String> toldNumbers = new HashMap<>();

    private final Beginnings beginnings = new Beginnings();

    private final Parts parts;
    /** Names of files that were met here: where a file has no better name, its own stands among the names of papers. */
    private final Set<List<String>> knownFiles = new HashSet<>();

    private final Set<String> notes = new TreeSet<>();

    Masker(byte[] key, Fields fields, Originals originals) {
        this.keyed = new Keyed(key);
        this.fields = fields;
        this.originals = originals;
        this.birthdays = new Birthdays(keyed);
        this.numbers = new Numbers(keyed, birthdays);
        this.words = new Words(keyed);
        this.people = new People(keyed);
        this.parts = new Parts(this::name, day -> birthdays.moved(day).orElse(day));
    }

    /** What a person must know of the result. */
    List<String> notes() {
        return List.copyOf(notes);
    }

    @Override
    public void note(String what) {
        notes.add(what);
    }

    /** Remembers who is in it, and changes nothing: before anything is masked. */
    Leaves meeting() {
        return new Leaves() {
            @Override
            public String value(Spot spot, Kind kind, String text) {
                if (kind(spot, kind, text) == Kind.NAME) {
                    meet(Fold.words(text));
                } else if (kind == Kind.FILE_NAME) {
                    knownFiles.add(Fold.words(text));
                }
                parts.meet(spot, text);
                if (spot.isOfRecord() && text.length() > 1) {
                    told.merge(text, kind, (one, other) -> one.compareTo(other) < 0 ? one : other);
                }
                beginnings.meet(spot, text);
                return text;
            }

            @Override
            public byte[] file(Spot spot, byte[] bytes) {
                return bytes;
            }

            @Override
            public void note(String what) {
                // Said when it is masked.
            }
        };
    }

    private void meet(List<String> name) {
        if (name.size() > 1 && People.isName(name)) {
            List<List<String>> same = known.computeIfAbsent(name.get(0), first -> new ArrayList<>());
            if (!same.contains(name)) {
                same.add(name);
                same.sort((a, b) -> b.size() - a.size());
                if (Originals.isLongJoined(name)) {
                    joined.put(String.join("", name), name);
                }
            }
        }
    }

    @Override
    public byte[] file(Spot spot, byte[] bytes) {
        note("a file at " + shown(spot) + " is replaced by one of its type");
        return Standin.of(bytes);
    }

    /** A field may be called by somebody's name. */
    private String shown(Spot spot) {
        return spot.path().isEmpty() ? "the body" : people(spot.path());
    }

    @Override
    public String value(Spot spot, Kind named, String text) {
        Kind kind = kind(spot, named, text);
        String masked =
                parts.masked(spot).orElseGet(() -> spot.number() ? number(kind, text) : masked(spot, kind, text));
        if (!masked.equals(text)) {
            if (spot.isOfRecord() && spot.number()) {
                toldNumbers.put(text, masked);
            }
            originals.add(kind, text, masked);
        } else {
            originals.keep(text);
        }
        return masked;
    }

    @Override
    public String value(Spot spot, Kind kind, String core, String behind) {
        return !behind.isEmpty() && beginnings.isCut(core + behind)
                ? value(spot, kind, core + behind)
                : value(spot, kind, core) + behind;
    }

    private Kind kind(Spot spot, Kind named, String text) {
        if (spot.isOfRecord() || spot.isInAddress() || !named.mayBeToldBetter()) {
            return named;
        }
        Kind kind = told.get(text);
        if (kind != null) {
            return kind.mayBeToldBetter() ? kind : named;
        }
        return named != Kind.ADDRESS && fields.isPublic(spot.connector(), text) ? Kind.PUBLIC : named;
    }

    private String number(Kind kind, String text) {
        if (kind == Kind.BIRTH) {
            return birthdays.moved(text).orElse(text);
        }
        boolean harmless = text.length() < 8 || kind == Kind.AMOUNT || kind == Kind.TIME && Shapes.isTime(text);
        if (harmless && kind != Kind.SECRET) {
            return text;
        }
        // A JSON number has no zero in front; no province begins with 99.
        return "99" + keyed.digits("number", Numbers.digits(text)).substring(2);
    }

    private String masked(Spot spot, Kind kind, String text) {
        if (kind != Kind.SECRET && CLAIM.matcher(text).matches()) {
            int sum = text.indexOf(':') + 1;
            return text.substring(0, sum) + hash(spot, text.substring(sum));
        }
        return switch (kind) {
            case SECRET -> RecordedExchange.DROPPED;
            case SIGNATURE -> signature(spot);
            case HASH -> hash(spot, text);
            case NAME -> beginnings.masked(text, this::name);
            case IDENTITY -> numbers.identity(text);
            case TAX -> numbers.tax(text);
            case PHONE -> Numbers.digits(text).length() < 7 ? text(text) : numbers.phone(text);
            case MAIL -> text.contains("@") ? numbers.mail(text) : text(text);
            case BIRTH -> birthdays.moved(text).orElseGet(() -> unknown(spot, text));
            case FILE_NAME -> fileName(text);
            case FILE, TEXT, ADDRESS -> text(text);
            case WORDS -> words(spot, text);
            case CODE -> Shapes.isDayOrHour(text) ? text : Shapes.isCode(text) ? people(text) : text(text);
            case TIME -> Shapes.isTime(text) ? text : unknown(spot, text);
            case AMOUNT -> Shapes.isAmount(text) ? text : unknown(spot, text);
            case PUBLIC -> isFileName(text) ? fileName(text) : people(text);
            case UNKNOWN -> unknown(spot, text);
        };
    }

    private String signature(Spot spot) {
        note("the signature at " + shown(spot) + " is dropped: it cannot hold over a masked body");
        return RecordedExchange.DROPPED;
    }

    private String hash(Spot spot, String text) {
        note("the sum at " + shown(spot) + " stands for that of a file that is not here");
        return numbers.hash(text);
    }

    private String unknown(Spot spot, String text) {
        if (spot.path().isEmpty()) {
            // A body that is nothing but text is what a destination says.
            return words(spot, text);
        }
        if (Shapes.isHarmless(text) || ByChance.UUID.matcher(text).matches()) {
            return text;
        }
        if (Shapes.isMoment(text)) {
            return text;
        }
        if (Birthdays.isDay(text)) {
            return birthdays.moved(text).orElse(text);
        }
        return ByChance.SUM.matcher(text).matches() ? hash(spot, text) : text(text);
    }

    private String name(String text) {
        List<String> name = Fold.words(text);
        return People.isName(name) ? people(text, true) : text(text);
    }

    private boolean isFileName(String text) {
        return text.indexOf('.') >= 0 && FILE_ENDING.matcher(text).find()
                || !knownFiles.isEmpty() && knownFiles.contains(Fold.words(text));
    }

    private String fileName(String text) {
        int dot = text.lastIndexOf('.');
        boolean ending = dot > 0 && text.length() - dot <= 6;
        return ending ? text(text.substring(0, dot)) + text.substring(dot) : text(text);
    }

    /** Turns that are known stay; what is between them is text. */
    private String words(Spot spot, String text) {
        List<String> turns = fields.turns(spot.connector());
        if (turns.isEmpty()) {
            return text(text);
        }
        Matcher matcher = Turns.of(turns).matcher(text);
        StringBuilder out = new StringBuilder();
        int done = 0;
        int row = 0;
        while (matcher.find()) {
            String between = text.substring(done, matcher.start());
            if (!Originals.spoken(between).isEmpty()) {
                row = matcher.start();
            }
            out.append(text(between)).append(matcher.group());
            // Two that follow each other may be one original elsewhere.
            originals.keep(text.substring(row, matcher.end()));
            done = matcher.end();
            Optional<String> own = ofRecord(text.substring(done));
            if (own.isPresent()) {
                return out.append(own.get()).toString();
            }
        }
        return out.append(text(text.substring(done))).toString();
    }

    /** Behind a turn, what the record says itself: no turn stays in it, as none does there. */
    private Optional<String> ofRecord(String behind) {
        Matcher between = BETWEEN.matcher(behind);
        String own = between.lookingAt() ? behind.substring(between.end()) : behind;
        Kind kind = told.get(own);
        return kind == Kind.TEXT || beginnings.isCut(own)
                ? Optional.of(behind.substring(0, behind.length() - own.length()) + text(own))
                : Optional.empty();
    }

    private String text(String text) {
        return beginnings.masked(text, this::words);
    }

    /** Numbers of people, mail and dossier codes by their kind, people by their names, every other word by a made-up one. */
    private String words(String text) {
        Signs signs = Signs.of(text);
        return beforeNumbers(signs)
                .then(signs.number(), Numbers.PHONE, numbers::phone)
                .then(signs.number(), Numbers.IDENTITY, numbers::identity)
                .rest(rest -> people(rest, false, true));
    }

    /** What is found by its form; the digits in it are no numbers of people. */
    private Pieces beforeNumbers(Signs signs) {
        return Pieces.of(signs.text())
                .then(signs.ticket(), TICKET, ticket -> RecordedExchange.DROPPED)
                .then(signs.mail(), Numbers.MAIL, numbers::mail)
                .then(signs.uuid(), ByChance.UUID, uuid -> uuid)
                .then(signs.sum(), ByChance.SUM, numbers::hash)
                .then(signs.dossier(), Nobodys.DOSSIER, this::dossier);
    }

    /** Only what is about people. */
    private String people(String text) {
        Signs signs = Signs.of(text);
        return beforeNumbers(signs)
                .then(signs.time(), Shapes.TIME_ALONE, time -> time)
                .then(signs.number(), Numbers.PHONE, numbers::phone)
                .then(signs.number(), Numbers.IDENTITY, numbers::identity)
                .then(signs.number(), LONG_NUMBER, this::other)
                .rest(rest -> known.isEmpty() ? rest : people(rest, false, false));
    }

    private String dossier(String text) {
        return DossierCode.parse(text)
                .map(code -> text.substring(0, text.length() - code.number().length())
                        + keyed.digits("dossier", code.number()))
                .orElse(text);
    }

    private String people(String text, boolean isName) {
        meet(isName ? Fold.words(text) : List.of());
        return people(text, isName, isName);
    }

    private String people(String text, boolean isName, boolean all) {
        List<Pieces.Word> found = Pieces.words(text);
        StringBuilder out = new StringBuilder();
        boolean bare = Fold.isBare(text);
        int done = 0;
        for (int i = 0; i < found.size(); ) {
            int size = isName ? found.size() : known(found, i);
            List<String> made = size > 0 ? people.like(folds(found, i, size)) : List.of();
            for (int j = 0; j < Math.max(1, size); j++) {
                Pieces.Word word = found.get(i + j);
                String other = size > 0 || joined.containsKey(word.fold())
                        ? Fold.like(word.text(), size > 0 ? made.get(j) : joined(word.fold()), bare)
                        : all && !words.stays(word.text()) ? other(word.text()) : word.text();
                out.append(text, done, word.start()).append(other);
                done = word.end();
            }
            i += Math.max(1, size);
        }
        return out.append(text.substring(done)).toString();
    }

    private String joined(String word) {
        return String.join("", people.like(joined.getOrDefault(word, List.of(word))));
    }

    /** A number of the record that lost its zeros there gets them back here. */
    private String other(String word) {
        String told = toldNumbers.get(ZEROS.matcher(word).replaceFirst(""));
        return told == null || told.length() > word.length()
                ? words.like(word)
                : "0".repeat(word.length() - told.length()) + told;
    }

    /** How many words from here are a name that was met; the longest. */
    private int known(List<Pieces.Word> found, int at) {
        for (List<String> name : known.getOrDefault(found.get(at).fold(), List.of())) {
            if (at + name.size() <= found.size()
                    && folds(found, at, name.size()).equals(name)) {
                return name.size();
            }
        }
        return 0;
    }

    private static List<String> folds(List<Pieces.Word> found, int at, int size) {
        return found.subList(at, at + size).stream().map(Pieces.Word::fold).toList();
    }
}
