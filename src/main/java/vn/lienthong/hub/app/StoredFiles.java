package vn.lienthong.hub.app;

import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import java.util.OptionalLong;
import vn.lienthong.hub.connector.FileShelf;
import vn.lienthong.hub.intake.ContentStore;

/** The files that came in through the intake, for the messages that carry them out, and those that are fetched for them. */
record StoredFiles(ContentStore store) implements FileShelf {

    @Override
    public OptionalLong size(String sha256) {
        return store.size(sha256);
    }

    @Override
    public InputStream open(String sha256) throws IOException {
        return store.open(sha256);
    }

    @Override
    public Taken take(InputStream bytes, long limit) throws IOException {
        try {
            ContentStore.Taken taken = store.take(bytes, limit);
            return new Taken(taken.sha256(), taken.size(), taken.result() == ContentStore.Result.TOO_LARGE);
        } catch (ContentStore.StoreFailure e) {
            throw new NotKept(e);
        }
    }

    @Override
    public Optional<String> noted(long submission, String name) {
        return store.noted(submission, name);
    }

    @Override
    public void note(long submission, String name, String words) throws NotKept {
        try {
            store.note(submission, name, words);
        } catch (ContentStore.StoreFailure e) {
            throw new NotKept(e);
        }
    }

    @Override
    public void forget(long submission, String name) throws IOException {
        store.forget(submission, name);
    }
}
