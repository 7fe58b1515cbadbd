package vn.lienthong.hub.app;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import vn.lienthong.hub.delivery.DestinationState;
import vn.lienthong.hub.journal.TransferView;
import vn.lienthong.hub.vocabulary.Ids;
import vn.lienthong.hub.vocabulary.TransferState;

/**
 * Where one transfer stands, in words: why it is so, what comes next and when, and who can act.
 *
 * @param at when the next thing happens by itself, if something does
 */
record Standing(Words why, Words next, @Nullable Instant at, Words act) {
    private static final Words NOTHING_NEXT = new Words("Nothing more happens.", "Không còn việc gì tiếp theo.");
    private static final Words BY_ITSELF =
            new Words("Nobody needs to act; the hub goes on by itself.", "Không ai cần làm gì; hệ thống tự tiếp tục.");
    private static final Words A_PERSON = new Words(
            "A person must do what is said above; then the hub goes on by itself.",
            "Cần người làm việc đã nêu ở trên; sau đó hệ thống tự tiếp tục.");
    private static final Words NO_ACT = new Words("Nobody needs to act.", "Không ai cần làm gì.");

    /**
     * Finds the words.
     *
     * @param behind the unfinished transfer of the same dossier and destination that goes first, if there is one
     * @param destinations where each destination stands
     */
    static Standing of(TransferView transfer, @Nullable TransferView behind, Destinations destinations) {
        Optional<DestinationState> closedDoor = destinations.closedDoor(transfer.destination());
        boolean person = closedDoor.isEmpty()
                ? destinations.needsPerson(transfer.destination(), transfer.row())
                : closedDoor.get().refused() != null;
        TransferView.HeldBy hold = transfer.hold();
        if (hold != null) {
            return held(transfer, hold);
        }
        return switch (transfer.state()) {
            case WAITING -> behind == null ? deferred(transfer, closedDoor).by(person) : behind(transfer, behind);
            case READY -> ready(transfer, closedDoor).by(person);
            case IN_FLIGHT ->
                new Standing(
                        new Words(
                                "It is being sent to " + transfer.destination() + " now.",
                                "Đang gửi tới " + transfer.destination() + "."),
                        new Words(
                                "The answer decides, within the connector's time limit.",
                                "Chờ câu trả lời, trong thời hạn của đầu nối."),
                        null,
                        BY_ITSELF);
            case UNCLEAR -> unclear(transfer).by(person);
            case PARKED -> parked(transfer);
            case DELIVERED -> new Standing(delivered(transfer), NOTHING_NEXT, null, NO_ACT);
            case CANCELLED ->
                new Standing(
                        new Words(
                                "It was given up by a person; see who and why above.",
                                "Đã có người hủy; xem người và lý do bên trên."),
                        NOTHING_NEXT,
                        null,
                        NO_ACT);
            case SUPERSEDED ->
                new Standing(
                        new Words(
                                "A newer revision had been accepted before it; it is kept and never sent.",
                                "Đã nhận bản mới hơn trước đó; bản này được giữ lại và không gửi."),
                        NOTHING_NEXT,
                        null,
                        NO_ACT);
        };
    }

    ObjectNode json() {
        ObjectNode node = Json.object();
        node.set("why", why.json());
        ObjectNode nextNode = next.json();
        Json.put(nextNode, "at", at);
        node.set("next", nextNode);
        node.set("whoCanAct", act.json());
        return node;
    }

    /** The same where it is for a person to end what is in the way. */
    private Standing by(boolean person) {
        return person ? new Standing(why, next, at, A_PERSON) : this;
    }

    private static Words delivered(TransferView transfer) {
        String when = transfer.endedAt() == null ? "" : Json.time(transfer.endedAt());
        Words words = new Words(
                transfer.destination() + " confirmed it" + (when.isEmpty() ? "." : " at " + when + "."),
                transfer.destination() + " đã xác nhận" + (when.isEmpty() ? "." : " lúc " + when + "."));
        return transfer.reference() == null
                ? words
                : words.and(new Words(
                        "Its number there: " + transfer.reference() + ".",
                        "Số bên nhận: " + transfer.reference() + "."));
    }

    private static Standing behind(TransferView transfer, TransferView behind) {
        String first = Ids.text(behind.id());
        boolean person = behind.state() == TransferState.PARKED;
        return new Standing(
                new Words(
                        "It waits behind revision " + behind.revision() + " of the same dossier (transfer " + first
                                + ", " + behind.state() + "): records of a dossier go in order.",
                        "Chờ sau bản " + behind.revision() + " của cùng hồ sơ (lượt chuyển " + first + ", "
                                + vietnamese(behind.state()) + "): các bản của một hồ sơ được gửi theo thứ tự."),
                new Words(
                        "It goes to " + transfer.destination() + " as soon as that one is delivered or cancelled.",
                        "Sẽ gửi tới " + transfer.destination()
                                + " ngay khi lượt đó được bên nhận xác nhận hoặc bị hủy."),
                null,
                person
                        ? new Words(
                                "A person must release or cancel transfer " + first + " first.",
                                "Cần người cho đi tiếp (release) hoặc hủy (cancel) lượt chuyển " + first + " trước.")
                        : BY_ITSELF);
    }

    private static Standing held(TransferView transfer, TransferView.HeldBy hold) {
        Instant until = hold.until();
        boolean unclear = transfer.state() == TransferState.UNCLEAR;
        String since = Json.time(hold.since());
        return new Standing(
                new Words(
                        "It is held: \"" + hold.name() + "\", placed by " + hold.who() + " at " + since + ": "
                                + sentence(hold.why())
                                + (unclear
                                        ? " Whether the last attempt arrived is not known, and not asked meanwhile."
                                        : ""),
                        "Đang tạm dừng: \"" + hold.name() + "\", do " + hold.who() + " đặt lúc " + since + ": "
                                + sentence(hold.why())
                                + (unclear
                                        ? " Chưa rõ lần gửi trước đã tới hay chưa; trong lúc tạm dừng không tra cứu."
                                        : "")),
                until == null
                        ? new Words(
                                "It goes on when the hold is ended; nothing happens by itself.",
                                "Sẽ đi tiếp khi có người kết thúc tạm dừng; không tự chạy tiếp.")
                        : new Words(
                                "The hold ends by itself at " + Json.time(until) + "; then it goes on.",
                                "Tạm dừng tự kết thúc lúc " + Json.time(until) + "; sau đó đi tiếp."),
                until,
                new Words(
                        "An operator can end the hold before (unhold \"" + hold.name() + "\" --by NAME --why REASON).",
                        "Người vận hành có thể kết thúc tạm dừng (unhold \"" + hold.name()
                                + "\" --by TÊN --why LÝ-DO)."));
    }

    private static Standing deferred(TransferView transfer, Optional<DestinationState> closedDoor) {
        Words why = transfer.problem() == null
                ? new Words("It waits for its turn.", "Đang chờ đến lượt.")
                : new Words(
                        "The last attempt was put off: " + transfer.problem(),
                        "Lần gửi trước bị hoãn: " + transfer.problem());
        return waiting(transfer, why, closedDoor);
    }

    private static Standing ready(TransferView transfer, Optional<DestinationState> closedDoor) {
        return waiting(
                transfer,
                new Words(
                        "It is ready and stands in its lane to " + transfer.destination() + ".",
                        "Đã sẵn sàng, đang xếp hàng gửi tới " + transfer.destination() + "."),
                closedDoor);
    }

    private static Standing waiting(TransferView transfer, Words why, Optional<DestinationState> closedDoor) {
        Words reason = closedDoor
                .map(door -> why.and(new Words(
                        "The destination does not take records now: " + sentence(door.reason()),
                        "Bên nhận hiện không nhận: " + sentence(door.reason()))))
                .orElse(why);
        Instant at = closedDoor.map(DestinationState::until).orElse(transfer.due());
        Words next = at == null
                ? new Words("It is sent when its turn comes.", "Sẽ được gửi khi đến lượt.")
                : new Words("It is tried again at " + Json.time(at) + ".", "Sẽ thử lại lúc " + Json.time(at) + ".");
        return new Standing(reason, next, at, BY_ITSELF);
    }

    private static Standing unclear(TransferView transfer) {
        Words why = new Words(
                "It is not known whether the last attempt arrived"
                        + (transfer.problem() == null ? "." : ": " + transfer.problem()),
                "Chưa rõ lần gửi trước đã tới hay chưa"
                        + (transfer.problem() == null ? "." : ": " + transfer.problem()));
        Instant due = transfer.due();
        String en = due == null ? "First" : "At " + Json.time(due);
        String vi = due == null ? "Trước hết" : "Lúc " + Json.time(due);
        return new Standing(
                why,
                new Words(
                        en + " the hub asks " + transfer.destination()
                                + " what it holds before anything is sent again.",
                        vi + " hệ thống hỏi " + transfer.destination() + " đang có gì rồi mới gửi lại."),
                due,
                BY_ITSELF);
    }

    private static Standing parked(TransferView transfer) {
        String id = Ids.text(transfer.id());
        return new Standing(
                transfer.problem() == null
                        ? new Words("It is parked.", "Đang tạm giữ.")
                        : new Words("It is parked: " + transfer.problem(), "Đang tạm giữ: " + transfer.problem()),
                new Words(
                        "Nothing happens by itself; later records of this dossier wait behind it.",
                        "Không tự chạy tiếp; các bản sau của hồ sơ này chờ phía sau."),
                null,
                new Words(
                        "If a table, a mapping (reload it) or the destination was mended, a person lets it go (release "
                                + id
                                + " --by NAME --why REASON). If the record itself is wrong, its source sends a corrected one"
                                + " as a new revision, and a person gives this one up (cancel " + id
                                + " --by NAME --why REASON).",
                        "Nếu đã sửa bảng mã, ánh xạ (rồi reload) hoặc phía bên nhận: cho đi tiếp (release " + id
                                + " --by TÊN --why LÝ-DO). Nếu chính bản ghi sai: nơi gửi gửi bản đã sửa như một bản mới,"
                                + " rồi hủy lượt chuyển này (cancel " + id + " --by TÊN --why LÝ-DO)."));
    }

    /** Reasons are whole sentences or pieces of one. */
    private static String sentence(@Nullable String reason) {
        String text = reason == null ? "?" : reason;
        return text.endsWith(".") ? text : text + ".";
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
