package vn.lienthong.hub.app;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import vn.lienthong.hub.intake.RecordReader;
import vn.lienthong.hub.mapping.RecordSchema;
import vn.lienthong.hub.reference.Reference;
import vn.lienthong.hub.vocabulary.Times;
import vn.lienthong.hub.wardbook.BookReport;
import vn.lienthong.hub.wardbook.BookReport.Finding;
import vn.lienthong.hub.wardbook.WardBook;
import vn.lienthong.hub.wardbook.WardBooks;

/** Looks at the spreadsheet of a ward that has no software, without sending anything. */
@Command(
        name = "ward-book",
        description =
                "Says per cell what is wrong in a ward's spreadsheet, makes records of it, or writes the template. "
                        + "Sends nothing: a running hub takes books from a folder or by HTTP.")
final class WardBookCommand extends HubCommand {
    @Parameters(index = "0", paramLabel = "ACTION", description = "check, convert or template")
    private Action action;

    @Parameters(
            index = "1",
            paramLabel = "FILE",
            description = "the book, .xlsx or .csv; for template the file to write")
    private Path file;

    @Option(
            names = "--unit",
            paramLabel = "CODE",
            description = "unit whose book it is, where the book does not say it")
    private @Nullable String unit;

    @Option(
            names = "--write",
            paramLabel = "FILE",
            description = "check: write a copy of the book with a column of remarks")
    private @Nullable Path write;

    @Option(names = "--vi", description = "check: in Vietnamese, for the clerk")
    private boolean vietnamese;

    @Option(names = "--json", description = "check: print the result as JSON, in both languages")
    private boolean json;

    @Option(
            names = "--revision",
            paramLabel = "N",
            defaultValue = "1",
            description =
                    "convert: revision of the records; a running hub finds it by itself (default: ${DEFAULT-VALUE})")
    private int revision;

    @Mixin
    private FolderOptions folders;

    @Override
    public Integer call() {
        HubSettings settings = folders.settings();
        Reference reference = FolderOptions.hub(settings).reference();
        requireUnit(reference);
        LocalDate today = LocalDate.ofInstant(Clock.systemUTC().instant(), Times.ZONE);
        WardBooks books =
                new WardBooks(() -> reference, settings.referenceSettings().officeHours());
        if (action == Action.TEMPLATE) {
            save(file, out -> books.template(out, unit, today));
            return DONE;
        }
        RecordSchema schema = RecordSchema.load(settings.homeFolder().resolve("mappings"));
        WardBook book = books.read(bytes(), unit, today);
        if (!book.report().readable()) {
            return unreadable(book.report());
        }
        BookReport report = new BookJudge(RecordReader.of(schema, reference, Clock.systemUTC())).judge(book);
        return action == Action.CONVERT ? convert(report) : check(book, report);
    }

    private int check(WardBook book, BookReport report) {
        Path copy = write;
        if (copy != null) {
            save(copy, out -> book.write(out, report, false));
        }
        out().print(json ? Json.pretty(BookJson.of(report)) + System.lineSeparator() : BookText.of(report, vietnamese));
        return report.isSound() ? DONE : CommandFailure.WRONG;
    }

    private int convert(BookReport report) {
        report.taken().forEach(row -> out().println(BookJudge.numbered(row, revision)));
        out().flush();
        int returned = report.returned().size();
        if (!report.isSound()) {
            err().println(returned + " rows are left out; see ward-book check " + file);
        }
        return report.isSound() ? DONE : CommandFailure.WRONG;
    }

    private int unreadable(BookReport report) {
        if (json) {
            out().println(Json.pretty(BookJson.of(report)));
            return CommandFailure.WRONG;
        }
        Finding why = report.findings().get(0);
        throw vietnamese
                ? CommandFailure.wrong(
                        why.what().vi(), why.found().vi(), why.cure().vi())
                : CommandFailure.wrong(
                        why.what().en(), why.found().en(), why.cure().en());
    }

    private void requireUnit(Reference reference) {
        if (unit != null && !reference.units().codes().contains(unit)) {
            throw CommandFailure.usage(
                    "There is no unit of this code.", "--unit " + unit, "The codes are in mappings/tables/units.csv.");
        }
    }

    private byte[] bytes() {
        try (InputStream in = Files.newInputStream(file)) {
            return in.readNBytes(WardBooks.mostBytes() + 1);
        } catch (IOException e) {
            throw CommandFailure.usage(
                    "The book cannot be read.",
                    file + " (" + e.getClass().getSimpleName() + ")",
                    "Name an .xlsx or .csv file that this user may read.");
        }
    }

    /** Never writes over what is there: it may be the clerk's only copy. */
    private static void save(Path to, Writing writing) {
        try (OutputStream out = new BufferedOutputStream(
                Files.newOutputStream(to, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE))) {
            writing.to(out);
        } catch (IOException e) {
            throw CommandFailure.usage(
                    "The file cannot be written.",
                    to + " (" + e.getClass().getSimpleName() + ")",
                    "Name a file that is not there yet, in a folder that this user may write to.");
        }
    }

    /** What goes into a file. */
    private interface Writing {
        void to(OutputStream out) throws IOException;
    }

    /** What can be done with a book. */
    enum Action {
        CHECK,
        CONVERT,
        TEMPLATE
    }
}
