package vn.lienthong.hub.history;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import vn.lienthong.hub.intake.Finding;
import vn.lienthong.hub.intake.Intake;
import vn.lienthong.hub.intake.IntakeResult;
import vn.lienthong.hub.intake.RecordReader;
import vn.lienthong.hub.intake.Source;
import vn.lienthong.hub.vocabulary.Ids;
import vn.lienthong.hub.vocabulary.Problem;

/** Where rows are handed in: the intake's own door, or its checks alone. */
interface Door {
    Fate UNABLE = new Fate(Fate.Kind.UNABLE, List.of(), null);

    /** Hands a record in. The future never fails. */
    CompletableFuture<Fate> take(Story.Chapter chapter);

    /** What became of a row. */
    record Fate(Kind kind, List<Finding> errors, @Nullable String keptAs) {
        /** In a word. */
        enum Kind {
            TAKEN,
            REPEATED,
            OLDER,
            REFUSED,
            UNABLE
        }

        static Fate of(Kind kind) {
            return new Fate(kind, List.of(), null);
        }
    }

    /** The intake. */
    static Door into(Intake intake, Source source) {
        return chapter -> {
            Finding flaw = chapter.row().row().flaw();
            return (flaw == null
                            ? intake.accept(source, chapter.body())
                            : intake.refuse(source, 422, flaw, chapter.body()))
                    .thenApply(result -> fate(result, chapter.numbered()));
        };
    }

    /** Its checks, without the journal. */
    static Door checks(RecordReader reader) {
        return chapter -> {
            Finding flaw = chapter.row().row().flaw();
            RecordReader.Result result =
                    flaw == null ? reader.read(chapter.body()) : new RecordReader.Unreadable(true, null, List.of(flaw));
            return CompletableFuture.completedFuture(
                    result instanceof RecordReader.Unreadable bad
                            ? new Fate(Fate.Kind.REFUSED, bad.errors(), null)
                            : Fate.of(Fate.Kind.TAKEN));
        };
    }

    private static Fate fate(IntakeResult result, boolean numbered) {
        if (result instanceof IntakeResult.Held held) {
            return Fate.of(
                    held.repeated() ? Fate.Kind.REPEATED : held.superseded() ? Fate.Kind.OLDER : Fate.Kind.TAKEN);
        }
        if (result instanceof IntakeResult.Conflict conflict) {
            Problem problem = conflict.problem();
            // A revision that only the hub counted says nothing against what the source itself numbered.
            return numbered && problem.code().equals("revision-with-other-content")
                    ? Fate.of(Fate.Kind.OLDER)
                    : new Fate(
                            Fate.Kind.REFUSED,
                            List.of(new Finding(problem.code(), "", problem.what(), problem.found(), problem.cure())),
                            Ids.text(conflict.keptAs()));
        }
        if (result instanceof IntakeResult.Refused refused) {
            Long kept = refused.keptAs();
            return new Fate(Fate.Kind.REFUSED, refused.errors(), kept == null ? null : Ids.text(kept));
        }
        return UNABLE;
    }
}
