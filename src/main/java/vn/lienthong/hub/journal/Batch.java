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
    final HoldStep holds = new HoldStep(this);
    final SwitchoverStep switchovers;
    final List<Journal.Ready> ready = new ArrayList<>();

    /** What a node's writer always has at hand. */
    record Post(int node, IdMint ids, Payloads payloads, AuditChain audit, NewestOnly newest, Governed governed) {}

    Batch(Session db, Instant now, Post post) {
        this.db = db;
        this.now = now;
        this.post = post;
        this.switchovers = new SwitchoverStep(this, post.governed().rules());
    }

    /**
     * Does everything but the commit, in three journeys: what is asked for and moves by itself; what was accepted, and the lines it stands
     * on; what depends on these. The last one is made by the commit.
     */
    void perform(List<Op<?>> ops) throws SQLException {
        post.payloads().begin();
        post.audit().begin();
        ops.forEach(Op::begin);
        List<Op.Accepting> entries = of(ops, Op.Accepting.class);
        holds.run(ops, !entries.isEmpty());
        switchovers.run(ops, !entries.isEmpty() || ops.stream().anyMatch(Op.Acting.class::isInstance));
        AcceptStep accepting = new AcceptStep(this, entries);
        LandStep landing = new LandStep(this);
        TakeOffStep takingOff = new TakeOffStep(this, of(ops, Op.TakingOff.class));
        accepting.lookUp();
        landing.move(of(ops, Op.Landed.class));
        takingOff.take();
        new ReturnStep(this).run(ops);
        db.travel();
        takingOff.give();
        switchovers.late(ops);
        accepting.decide();
        new RefuseStep(this).run(of(ops, Op.Refusing.class));
        new RetireStep(this).run(of(ops, Op.Retiring.class));
        new PullDayStep(this).run(of(ops, Op.ClosingDay.class));
        landing.note();
        List<Op.Acting> acts = of(ops, Op.Acting.class);
        for (Op.Acting act : acts) {
            if (act.act.kind() != Act.Kind.RESEND) {
                new ActStep(this).run(act);
            }
        }
        lines.change(this);
        db.travel();
        accepting.owe();
        // After what was accepted stands: an older record never goes after a newer one, of the same batch neither.
        for (Op.Acting act : acts) {
            if (act.act.kind() == Act.Kind.RESEND) {
                new ResendStep(this, act).run();
            }
        }
        lines.moveUp(this);
        post.payloads().flush(db);
        events.flush(this);
        tallies.flush(this);
        post.audit().flush(db, now);
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
