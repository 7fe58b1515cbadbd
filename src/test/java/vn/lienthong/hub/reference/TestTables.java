package vn.lienthong.hub.reference;

import java.nio.file.Path;

/** The tables that come with the hub, read once for all tests of this package. */
final class TestTables {
    static final Path FOLDER = Path.of("mappings", "tables");
    static final Reference REFERENCE = Reference.load(FOLDER);

    private TestTables() {}
}
