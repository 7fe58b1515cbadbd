package vn.lienthong.hub.app;

import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import vn.lienthong.hub.journal.SubmissionView;
import vn.lienthong.hub.journal.TransferView;
import vn.lienthong.hub.vocabulary.Ids;
import vn.lienthong.hub.vocabulary.SwitchoverState;
import vn.lienthong.hub.vocabulary.TransferState;

/** The words of one transfer's standing, in English and Vietnamese. */
final class StandingWords {
    static final Words GOES_OVER = new Words(
            "It goes with the backfill of its unit (switchover advance).",
            "Bản ghi được gửi cùng đợt chuyển hồ sơ cũ của đơn vị (switchover advance).");

    static final Words NOTHING_NEXT = new Words("Nothing more happens.", "Không còn việc gì tiếp theo.");

    private final TransferView transfer;
    private final Scene scene;
    private final Found found;
    private final TransferView.@Nullable HeldBy hold;
    private final Scene.@Nullable Keeper keeper;
    private final String to;

    StandingWords(TransferView transfer, Scene scene, Found found) {
        this.transfer = transfer;
        this.scene = scene;
        this.found = found;
        this.hold = transfer.hold();
        this.keeper = hold == null ? null : scene.keeper();
        this.to = transfer.destination();
    }

    /** A sentence with what the hub noted about it, which is in English. */
    static Words with(Words words, @Nullable String detail) {
        if (detail == null || detail.isBlank()) {
            return words;
        }
        return words.and(new Words(sentence(detail), "Chi tiết: " + sentence(detail)));
    }

    /** What must come before a record is owed. */
    static Words later(List<SubmissionView.Later> later) {
        String names = later.stream().map(SubmissionView.Later::destination).collect(Collectors.joining(", "));
        SwitchoverState state = later.get(0).state();
        String until = state.owes() ? "; what is older of its dossier goes first" : ": owed to nobody yet";
        String so = state.owes() ? "; các bản cũ hơn của hồ sơ được gửi trước" : ": chưa phải gửi cho ai";
        return new Words(
                "The unit is in " + state + until + ". Then it is owed to " + names + ".",
                "Đơn vị đang ở bước " + state + so + ". Sau đó phải gửi cho " + names + ".");
    }

    /** Why some are not owed a record that all others of its unit are owed. */
    static Words spared(List<String> destinations) {
        String names = String.join(", ", destinations);
        return new Words(
                "It is not owed to " + names + ", because of where it came from before it was sent on (extra.origin).",
                "Không phải gửi cho " + names + ", vì nơi hồ sơ từ đó đến trước khi được gửi tiếp (extra.origin).");
    }

    Words why() {
        Scene.Front front = scene.front();
        if (hold != null) {
            return held(hold);
        }
        return switch (found.cause()) {
            case DELIVERED -> delivered();
            case BEHIND_ANOTHER, BEHIND_PARKED ->
                front == null ? found.cause().means() : found.cause().means().and(inFront(front));
            default -> with(found.cause().means(), found.detail());
        };
    }

    private Words delivered() {
        String when = transfer.endedAt() == null ? "" : Json.time(transfer.endedAt());
        Words words = new Words(
                to + " confirmed it" + (when.isEmpty() ? "." : " at " + when + "."),
                to + " đã xác nhận" + (when.isEmpty() ? "." : " lúc " + when + "."));
        return transfer.reference() == null
                ? words
                : words.and(new Words(
                        "Its number there: " + transfer.reference() + ".",
                        "Số bên nhận: " + transfer.reference() + "."));
    }

    private Words held(TransferView.HeldBy by) {
        String since = Json.time(by.since());
        Words words = new Words(
                "It is held: \"" + by.name() + "\", placed by " + by.who() + " at " + since + ".",
                "Đang tạm dừng: \"" + by.name() + "\", do " + by.who() + " đặt lúc " + since + ".");
        Words all = words.and(new Words("Reason: " + sentence(by.why()), "Lý do: " + sentence(by.why())));
        return transfer.state() == TransferState.UNCLEAR
                ? all.and(new Words(
                        "Whether the last attempt arrived is not known, and not asked meanwhile.",
                        "Chưa rõ lần gửi trước đã tới hay chưa; trong lúc tạm dừng không tra cứu."))
                : all;
    }

    private static String sentence(String text) {
        return text.endsWith(".") ? text : text + ".";
    }

    private static Words inFront(Scene.Front front) {
        String id = Ids.text(front.transfer().id());
        Standing standing = front.standing();
        return new Words(
                        "In front is revision " + front.transfer().revision() + " (transfer " + id + ", "
                                + front.transfer().state() + ", "
                                + standing.cause().code() + "):",
                        "Phía trước là bản " + front.transfer().revision() + " (lượt chuyển " + id + ", "
                                + vietnamese(front.transfer().state()) + ", "
                                + standing.cause().code() + "):")
                .and(standing.cause().means());
    }

    Words next() {
        if (!transfer.state().blocks()) {
            return NOTHING_NEXT;
        }
        if (keeper != null) {
            return afterTheStep(keeper);
        }
        if (hold != null) {
            return afterTheHold(hold.until());
        }
        return switch (found.cause().fate()) {
            case STAYS ->
                found.cause() == Cause.BEHIND_PARKED
                        ? afterTheOther()
                        : new Words(
                                "Nothing happens by itself; later records of this dossier wait behind it.",
                                "Không tự chạy tiếp; các bản sau của hồ sơ này chờ phía sau.");
            case FOLLOWS -> afterTheOther();
            default -> onItsWay();
        };
    }

    private static Words afterTheHold(@Nullable Instant until) {
        return until == null
                ? new Words(
                        "It goes on when the hold is ended; nothing happens by itself.",
                        "Sẽ đi tiếp khi có người kết thúc tạm dừng; không tự chạy tiếp.")
                : new Words(
                        "The hold ends by itself at " + Json.time(until) + "; then it goes on.",
                        "Tạm dừng tự kết thúc lúc " + Json.time(until) + "; sau đó đi tiếp.");
    }

    private static Words afterTheStep(Scene.Keeper by) {
        Words words = new Words(
                "It goes on when unit " + by.unit() + " steps on.",
                "Sẽ đi tiếp khi đơn vị " + by.unit() + " chuyển sang bước sau.");
        return by.returns() == null
                ? words.and(new Words("Nothing happens by itself.", "Không tự chạy tiếp."))
                : words.and(new Words(
                        "If that has not happened by " + Json.time(by.returns())
                                + ", the unit returns by itself to REHEARSAL, and it is owed later again.",
                        "Nếu đến " + Json.time(by.returns())
                                + " chưa chuyển, đơn vị tự trở về REHEARSAL và bản ghi lại chờ để gửi sau."));
    }

    private Words afterTheOther() {
        return new Words(
                "It goes to " + to + " as soon as that one is delivered or cancelled.",
                "Sẽ gửi tới " + to + " ngay khi lượt đó được bên nhận xác nhận hoặc bị hủy.");
    }

    private Words onItsWay() {
        if (transfer.state() == TransferState.IN_FLIGHT) {
            return new Words(
                    "The answer of " + to + " decides, within the connector's time limit.",
                    "Chờ câu trả lời của " + to + ", trong thời hạn của đầu nối.");
        }
        Instant at = found.at();
        if (transfer.state() == TransferState.UNCLEAR) {
            return new Words(
                    (at == null ? "First" : "At " + Json.time(at)) + " the hub asks " + to
                            + " what it holds before anything is sent again.",
                    (at == null ? "Trước hết" : "Lúc " + Json.time(at)) + " hệ thống hỏi " + to
                            + " đang có gì rồi mới gửi lại.");
        }
        return at == null
                ? new Words("It is sent when its turn comes.", "Sẽ được gửi khi đến lượt.")
                : new Words("It is tried again at " + Json.time(at) + ".", "Sẽ thử lại lúc " + Json.time(at) + ".");
    }

    Words act() {
        Words words = found.actor().words();
        if (keeper != null) {
            return words.and(stepOf(keeper.unit()));
        }
        if (hold != null) {
            return words.and(new Words(
                    "An operator can end the hold before (unhold \"" + hold.name() + "\" --by NAME --why REASON).",
                    "Người vận hành có thể kết thúc tạm dừng (unhold \"" + hold.name() + "\" --by TÊN --why LÝ-DO)."));
        }
        Scene.Front front = scene.front();
        if (found.cause() == Cause.BEHIND_PARKED && front != null) {
            String id = Ids.text(front.transfer().id());
            return words.and(new Words(
                    "Then an operator must release or cancel transfer " + id + ".",
                    "Sau đó người vận hành phải cho đi tiếp (release) hoặc hủy (cancel) lượt chuyển " + id + "."));
        }
        return transfer.state() == TransferState.PARKED ? words.and(releaseOrCancel()) : words;
    }

    private static Words stepOf(String unit) {
        return new Words(
                "The switchover of unit " + unit + " keeps it, and unhold is refused: an operator takes the unit on"
                        + " (switchover advance " + unit + " --by NAME --why REASON) or back (switchover back " + unit
                        + " --by NAME --why REASON).",
                "Việc chuyển đổi của đơn vị " + unit + " đang giữ bản ghi, không dùng được unhold: người vận hành cho"
                        + " đơn vị đi tiếp (switchover advance " + unit + " --by TÊN --why LÝ-DO) hoặc quay lại"
                        + " (switchover back " + unit + " --by TÊN --why LÝ-DO).");
    }

    private Words releaseOrCancel() {
        String id = Ids.text(transfer.id());
        return new Words(
                "If a table, a mapping (reload it) or the destination was mended, an operator lets it go (release " + id
                        + " --by NAME --why REASON). If the record itself is wrong, its source sends a corrected one"
                        + " as a new revision, and an operator gives this one up (cancel " + id
                        + " --by NAME --why REASON).",
                "Nếu đã sửa bảng mã, ánh xạ (rồi reload) hoặc phía bên nhận: người vận hành cho đi tiếp (release " + id
                        + " --by TÊN --why LÝ-DO). Nếu chính bản ghi sai: nơi gửi gửi bản đã sửa như một bản mới,"
                        + " rồi người vận hành hủy lượt chuyển này (cancel " + id + " --by TÊN --why LÝ-DO).");
    }

    Words ifNobodyActs() {
        boolean endsByItself = hold != null && hold.until() != null;
        boolean returnsByItself = keeper != null && keeper.returns() != null;
        Words fate = (returnsByItself
                        ? Fate.LATER
                        : endsByItself ? Fate.FLOWS : found.cause().fate())
                .words();
        Instant at = found.at();
        if (at != null) {
            fate = fate.and(new Words("Next at " + Json.time(at) + ".", "Lần tới lúc " + Json.time(at) + "."));
        }
        Instant deadline = transfer.deadline();
        return deadline == null || !transfer.state().blocks() ? fate : fate.and(byLaw(deadline));
    }

    private Words byLaw(Instant deadline) {
        String when = Json.time(deadline);
        return deadline.isBefore(scene.now())
                ? new Words(
                        "Its legal deadline, " + when + ", has passed: it counts as late against unit "
                                + transfer.unit() + ".",
                        "Đã quá hạn theo quy định (" + when + "): hồ sơ bị tính trễ hạn cho đơn vị " + transfer.unit()
                                + ".")
                : new Words(
                        "Unless it is delivered by " + when + ", its legal deadline, it counts as late against unit "
                                + transfer.unit() + ".",
                        "Nếu đến " + when
                                + " (hạn theo quy định) bên nhận chưa xác nhận, hồ sơ bị tính trễ hạn cho đơn vị "
                                + transfer.unit() + ".");
    }

    static String vietnamese(TransferState state) {
        return switch (state) {
            case WAITING -> "chờ";
            case READY -> "sẵn sàng";
            case IN_FLIGHT -> "đang gửi";
            case UNCLEAR -> "chưa rõ";
            case PARKED -> "tạm giữ";
            case DELIVERED -> "đã nhận";
            case CANCELLED -> "đã hủy";
            case SUPERSEDED -> "đã có bản mới hơn";
        };
    }
}
