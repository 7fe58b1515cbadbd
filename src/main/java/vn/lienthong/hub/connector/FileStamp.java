package vn.lienthong.hub.connector;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import org.jspecify.annotations.Nullable;

/**
 * By what it is seen that a file has changed, as far as its folder tells.
 *
 * @param key of the file system; another one when a new file stands in the place of the old
 */
record FileStamp(long modified, long size, @Nullable Object key) {

    static FileStamp of(Path file) throws IOException {
        BasicFileAttributes now = Files.readAttributes(file, BasicFileAttributes.class);
        return new FileStamp(now.lastModifiedTime().toMillis(), now.size(), now.fileKey());
    }
}
