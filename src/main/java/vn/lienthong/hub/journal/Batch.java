package vn.lienthong.hub.journal;

import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** One transaction of the writer: what its steps share, in the order in which they run. */
final class Batch {
    final Session db;
    final Instant now;
    final Post post;
    final Events events = new Events();
    final Tallies tallies = new Tallies();
    final Lines lines = new Lines();
    final List<Journal.Ready> ready = new ArrayList<>();

    /** What a node's writer always has at hand. */
    record Post(int node, IdMint ids, Payloads payloads) {}

    Batch(Session db, Instant now, Post post) {
        this.db = db;
        this.now = now;
        this.post = post;
    }

    /**
     * Does everything but the commit. Later steps see what earlier ones did: an accepted transfer stands before its line is moved on, and
     * taking off comes last.
     */
    void perform(List<Op<?>> ops) throws SQLException {
        post.payloads().begin();
        ops.forEach(Op::begin);
        new AcceptStep(this).run(of(ops, Op.Accepting.class));
        new RefuseStep(this).run(of(ops, Op.Refusing.class));
        new LandStep(this).run(of(ops, Op.Landed.class));
        new ReturnStep(this).run(ops);
        for (Op.Acting act : of(ops, Op.Acting.class)) {
            new ActStep(this).run(act);
        }
        lines.moveOn(this);
        new TakeOffStep(this).run(of(ops, Op.TakingOff.class));
        post.payloads().flush(db);
        events.flush(this);
        tallies.flush(this);
    }

    static <T extends Op<?>> List<T> of(List<Op<?>> ops, Class<T> kind) {
        List<T> found = new ArrayList<>();
        for (Op<?> op : ops) {
            if (kind.isInstance(op)) {
                found.add(kind.cast(op));
            }
        }
        return found;
    }
}
