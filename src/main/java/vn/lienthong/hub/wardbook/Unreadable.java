package vn.lienthong.hub.wardbook;

/** A file that cannot be read as a book at all. Carried through the readers, and turned into a value at the door. */
final class Unreadable extends Exception {
    private static final long serialVersionUID = 1L;

    private final transient Remark remark;
    private final transient Words found;

    Unreadable(Remark remark, String found) {
        this(remark, Words.same(found));
    }

    Unreadable(Remark remark, Words found) {
        super(remark.code());
        this.remark = remark;
        this.found = found;
    }

    Remark remark() {
        return remark;
    }

    Words found() {
        return found;
    }
}
