package vn.lienthong.hub.app;

import java.io.IOException;
import java.io.InputStream;
import java.util.OptionalLong;
import vn.lienthong.hub.connector.HeldFiles;
import vn.lienthong.hub.intake.ContentStore;

/** The files that came in through the intake, for the messages that carry them out. */
record StoredFiles(ContentStore store) implements HeldFiles {

    @Override
    public OptionalLong size(String sha256) {
        return store.size(sha256);
    }

    @Override
    public InputStream open(String sha256) throws IOException {
        return store.open(sha256);
    }
}
