package vn.lienthong.hub.connector;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** How a choice is written in a connector's files: {@code SEND_AS_UPDATE} as {@code send-as-update}. */
final class Words {

    private Words() {}

    static String kebab(Enum<?> word) {
        return word.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    static <E extends Enum<E>> Optional<E> find(Class<E> type, String written) {
        return Arrays.stream(type.getEnumConstants())
                .filter(word -> kebab(word).equals(written))
                .findFirst();
    }

    static <E extends Enum<E>> List<String> all(Class<E> type) {
        return Arrays.stream(type.getEnumConstants()).map(Words::kebab).toList();
    }

    /** A name in mixed case as words with dashes: {@code DossierExists2} as {@code dossier-exists2}. */
    static String dashed(String name) {
        return name.replaceAll("([a-z0-9])([A-Z])", "$1-$2")
                .replaceAll("[^A-Za-z0-9]+", "-")
                .replaceAll("^-+|-+$", "")
                .toLowerCase(Locale.ROOT);
    }

    /** A folder's name as a title. */
    static String title(String name) {
        String words = name.replace('-', ' ');
        return words.substring(0, 1).toUpperCase(Locale.ROOT) + words.substring(1);
    }
}
