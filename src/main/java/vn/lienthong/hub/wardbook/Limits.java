package vn.lienthong.hub.wardbook;

/** What a book may be at most: the whole of it is held in memory while it is judged. */
final class Limits {
    static final int BYTES = 10 << 20;
    /** Bytes of all parts of an XLSX, unpacked. */
    static final long UNPACKED = 64L << 20;
    /** A sheet of nothing but blanks packs into a hundredth; a bomb into a thousandth. */
    static final long RATIO = 200;
    /** Parts this small may be packed however they like. */
    static final long SMALL = 1 << 20;

    static final int PARTS = 1_000;
    static final int SHEETS = 50;
    static final int ROWS = 20_000;
    static final int COLUMNS = 200;
    static final int CELLS = 600_000;
    static final int CELL = 32_767;
    /** Letters of all cells together. */
    static final long TEXT = 16L << 20;
    /** Findings that only tell, of one kind in one column, that are listed one by one; the others are counted. */
    static final int LISTED = 5;

    private Limits() {}
}
