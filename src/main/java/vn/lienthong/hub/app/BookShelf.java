package vn.lienthong.hub.app;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.HexFormat;
import java.util.Objects;
import vn.lienthong.hub.vocabulary.FileName;
import vn.lienthong.hub.vocabulary.Sha256;
import vn.lienthong.hub.vocabulary.WholeFile;
import vn.lienthong.hub.wardbook.BookReport;
import vn.lienthong.hub.wardbook.BookReport.Finding;

/**
 * Where a book goes that was taken: {@code accepted/}, and beside it {@code returned/} with the rows that were not. Names are made of the
 * book's own and its sum, so that whoever is killed in between does the same again and nothing is there twice.
 */
final class BookShelf {
    static final String ACCEPTED = "accepted";
    static final String RETURNED = "returned";
    private static final int LONGEST = 80;
    private static final int SUM = 8;

    private BookShelf() {}

    /** Puts a book away; it is the last thing that happens to it. */
    static void put(Path file, byte[] bytes, WardBookDesk.Result result) throws IOException {
        Path folder = Objects.requireNonNull(file.getParent());
        String name = FileName.of(String.valueOf(file.getFileName()), "book");
        String extension = FileName.extension(name);
        String bare = name.substring(0, name.length() - extension.length());
        String own = bare.substring(0, Math.min(LONGEST, bare.length())).strip() + "-"
                + HexFormat.of().formatHex(Sha256.of(bytes)).substring(0, SUM);
        BookReport report = result.report();
        boolean nothing = isRefused(result);
        if (!report.readable()) {
            write(
                    folder.resolve(RETURNED).resolve(own + ".txt"),
                    out -> out.write(why(report).getBytes(StandardCharsets.UTF_8)));
        } else if (!report.returned().isEmpty()) {
            write(folder.resolve(RETURNED).resolve(own + "-tra-lai.xlsx"), out -> result.book()
                    .write(out, report, true));
        }
        Path to = Files.createDirectories(folder.resolve(nothing ? RETURNED : ACCEPTED));
        Files.move(file, to.resolve(own + extension), StandardCopyOption.ATOMIC_MOVE);
        WholeFile.settle(to);
        WholeFile.settle(folder);
    }

    /** What became of a book: accepted, in-part or returned. */
    static String fate(WardBookDesk.Result result) {
        if (isRefused(result)) {
            return "returned";
        }
        return result.report().returned().isEmpty() ? "accepted" : "in-part";
    }

    private static boolean isRefused(WardBookDesk.Result result) {
        return !result.report().readable()
                || result.accepted() + result.repeated() == 0
                        && !result.report().returned().isEmpty();
    }

    /** For the clerk first. */
    private static String why(BookReport report) {
        Finding finding = report.findings().get(0);
        return finding.what().vi() + "\r\nThấy: " + finding.found().vi() + "\r\nCách sửa: "
                + finding.cure().vi() + "\r\n\r\n" + finding.what().en() + "\r\nFound: "
                + finding.found().en() + "\r\nTo do: " + finding.cure().en() + "\r\n";
    }

    private static void write(Path place, WholeFile.Content content) throws IOException {
        Files.createDirectories(Objects.requireNonNull(place.getParent()));
        WholeFile.write(place, content);
    }
}
