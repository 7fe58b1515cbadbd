package vn.lienthong.hub.app;

import java.util.Map;
import java.util.Objects;

/** What each cause means, for people. */
final class CauseWords {
    private static final Map<Cause, Words> MEANS = Map.ofEntries(
            means(
                    Cause.NEVER_RECEIVED,
                    "The hub never received this dossier.",
                    "Hệ thống chưa bao giờ nhận được hồ sơ này."),
            means(
                    Cause.REFUSED_AT_INTAKE,
                    "What came was refused for what stands in it; the sender was told so, and sending the same again is of no use.",
                    "Bản gửi lên bị từ chối vì nội dung của nó; bên gửi đã được báo, gửi lại y nguyên cũng vô ích."),
            means(
                    Cause.REVISION_WITH_OTHER_CONTENT,
                    "This revision had come before with other content; a change needs the next revision number.",
                    "Bản này đã được gửi trước đó với nội dung khác; nội dung thay đổi phải mang số bản tiếp theo."),
            means(
                    Cause.DOSSIER_UNDER_ANOTHER_UNIT,
                    "The dossier was opened under another unit than the one it now comes with.",
                    "Hồ sơ đã được lập ở đơn vị khác với đơn vị ghi trong bản gửi lên."),
            means(
                    Cause.NO_RECORD_IN_MESSAGE,
                    "A message was pulled that says nothing that is for us, by what the mapping made of it; the source was told that we have it.",
                    "Đã kéo về một tin mà theo ánh xạ không có nội dung nào dành cho hệ thống; bên gửi được báo là đã nhận."),
            means(
                    Cause.OWED_TO_NOBODY,
                    "It was accepted, and is owed to nobody: no destination is named for the records of this unit.",
                    "Đã tiếp nhận, nhưng không phải gửi cho ai: chưa khai báo bên nhận cho hồ sơ của đơn vị này."),
            means(
                    Cause.OWED_LATER,
                    "It was accepted, and is owed once its unit has moved over so far.",
                    "Đã tiếp nhận, và sẽ được gửi khi đơn vị chuyển đổi đến bước đó."),
            means(
                    Cause.CAME_FROM_THERE,
                    "It was accepted, and is owed to nobody, so that it does not go back to where it came from.",
                    "Đã tiếp nhận, nhưng không phải gửi cho ai, để hồ sơ không quay lại nơi đã gửi đến."),
            means(
                    Cause.SUPERSEDED,
                    "A newer revision of its dossier was there before it was sent; it is kept and never sent.",
                    "Đã có bản mới hơn của hồ sơ trước khi gửi; bản này được giữ lại và không gửi."),
            means(Cause.DELIVERED, "The destination confirmed it.", "Bên nhận đã xác nhận."),
            means(
                    Cause.CANCELLED,
                    "It was given up by a person; see who and why above.",
                    "Đã có người hủy; xem người và lý do bên trên."),
            means(Cause.BEING_SENT, "It is being sent now.", "Đang gửi."),
            means(Cause.WAITING_FOR_ITS_TURN, "It is ready and waits for its turn.", "Đã sẵn sàng, đang chờ đến lượt."),
            means(
                    Cause.RATE_LIMITED,
                    "It is ready; the destination takes only so many in a second.",
                    "Đã sẵn sàng; bên nhận chỉ nhận một số lượng giới hạn mỗi giây."),
            means(
                    Cause.BEHIND_ANOTHER,
                    "It waits behind an earlier record of the same dossier: records of a dossier go in order.",
                    "Chờ sau một bản trước của cùng hồ sơ: các bản của một hồ sơ được gửi theo thứ tự."),
            means(
                    Cause.BEHIND_PARKED,
                    "It waits behind an earlier record of the same dossier that is parked: records of a dossier go in order.",
                    "Chờ sau một bản trước của cùng hồ sơ đang bị tạm giữ: các bản của một hồ sơ được gửi theo thứ tự."),
            means(
                    Cause.HELD,
                    "A hold that a person placed covers it.",
                    "Đang nằm trong một lệnh tạm dừng do người đặt."),
            means(
                    Cause.OUTSIDE_SENDING_HOURS,
                    "The destination is outside its sending hours.",
                    "Ngoài giờ gửi của bên nhận."),
            means(
                    Cause.DAILY_QUOTA_USED_UP,
                    "As many as the destination takes in a day have gone.",
                    "Đã gửi đủ số lượng bên nhận nhận trong ngày."),
            means(
                    Cause.JOURNAL_AWAY,
                    "The database has not answered this node for a while, so it begins nothing new.",
                    "Cơ sở dữ liệu không trả lời nút này một lúc rồi, nên nút không bắt đầu lượt nào mới."),
            means(
                    Cause.BROKER_AWAY,
                    "The broker is out of reach, so nothing gets to its lane.",
                    "Không liên lạc được với bộ chuyển thông điệp (broker), nên không có gì vào được luồng."),
            means(
                    Cause.DESTINATION_NOT_CONFIGURED,
                    "It is owed to a destination that has no settings any more.",
                    "Phải gửi tới một bên nhận không còn được cấu hình."),
            means(
                    Cause.INTERRUPTED,
                    "The hub stopped while it was being sent; the destination is asked before anything is sent again.",
                    "Hệ thống dừng giữa lúc đang gửi; bên nhận được hỏi trước khi gửi lại."),
            means(
                    Cause.QUIET_AFTER_TAKEOVER,
                    "The node that was sending it fell silent; another one waits until nothing of it can be under way any more, then asks the destination.",
                    "Nút đang gửi đã im lặng; nút khác chờ đến khi chắc chắn không còn gì đang trên đường, rồi hỏi bên nhận."),
            means(
                    Cause.UNKNOWN_HOST,
                    "No machine has the name that stands in the destination's address.",
                    "Không có máy nào mang tên ghi trong địa chỉ của bên nhận."),
            means(
                    Cause.CONNECTION_REFUSED,
                    "Nobody listens at the destination's address.",
                    "Không có phần mềm nào tiếp nhận kết nối tại địa chỉ của bên nhận."),
            means(
                    Cause.CONNECT_TIMEOUT,
                    "The destination cannot be connected to in time.",
                    "Không kết nối được tới bên nhận trong thời hạn."),
            means(
                    Cause.TLS_FAILED,
                    "No secure connection could be agreed: a certificate is wrong or expired, or what listens there speaks no TLS.",
                    "Không thiết lập được kết nối bảo mật: chứng thư sai hoặc hết hạn, hoặc phía bên kia không dùng TLS."),
            means(
                    Cause.NOT_SENT,
                    "The connector could not send; nothing left the hub.",
                    "Đầu nối không gửi được; chưa có gì rời khỏi hệ thống."),
            means(
                    Cause.LOGIN_REFUSED,
                    "The destination refuses our user name and password.",
                    "Bên nhận không chấp nhận tên đăng nhập và mật khẩu của ta."),
            means(
                    Cause.LOGIN_UNREACHABLE,
                    "The destination's log-in does not answer as it should.",
                    "Chức năng đăng nhập của bên nhận không trả lời đúng cách."),
            means(
                    Cause.SESSIONS_USELESS,
                    "The destination grants sessions and does not accept them, again and again; often another system uses the same account.",
                    "Bên nhận liên tục cấp phiên rồi không chấp nhận chính phiên đó; thường do hệ thống khác dùng chung tài khoản."),
            means(
                    Cause.SESSION_REFUSED,
                    "The destination does not accept our session, not even a fresh one.",
                    "Bên nhận không chấp nhận phiên làm việc của ta, kể cả phiên mới."),
            means(
                    Cause.ACCESS_REFUSED,
                    "The destination does not allow our account, our network address or this operation.",
                    "Bên nhận không cho phép tài khoản, địa chỉ mạng hoặc thao tác này của ta."),
            means(
                    Cause.WRONG_ADDRESS,
                    "Nothing of the destination is at this address.",
                    "Tại địa chỉ này không có dịch vụ của bên nhận."),
            means(
                    Cause.REDIRECTED,
                    "The destination sends us to another address; the hub never follows.",
                    "Bên nhận chuyển hướng sang địa chỉ khác; hệ thống không bao giờ đi theo."),
            means(
                    Cause.TOO_MANY_REQUESTS,
                    "The destination asks us to send more slowly.",
                    "Bên nhận yêu cầu gửi chậm lại."),
            means(
                    Cause.OUT_OF_SERVICE,
                    "The destination says that it is out of service.",
                    "Bên nhận báo đang ngừng phục vụ."),
            means(
                    Cause.SERVER_ERROR,
                    "The destination fails while it works on what it is sent.",
                    "Bên nhận gặp lỗi khi xử lý bản được gửi."),
            means(
                    Cause.ANSWER_TIMEOUT,
                    "The message left, and no answer came in time.",
                    "Thông điệp đã gửi đi nhưng không có trả lời trong thời hạn."),
            means(
                    Cause.CONNECTION_LOST,
                    "The message left, and the connection broke before the answer was whole.",
                    "Thông điệp đã gửi đi nhưng kết nối đứt trước khi nhận đủ trả lời."),
            means(
                    Cause.NOT_HTTP,
                    "What answers at the destination's address does not speak HTTP.",
                    "Phần mềm trả lời tại địa chỉ của bên nhận không dùng HTTP."),
            means(
                    Cause.ANSWER_TOO_LARGE,
                    "The destination's answer is longer than the connector's limit.",
                    "Trả lời của bên nhận dài hơn giới hạn của đầu nối."),
            means(Cause.EMPTY_ANSWER, "The destination answers with nothing.", "Bên nhận trả lời rỗng."),
            means(
                    Cause.WEB_PAGE_ANSWER,
                    "A web page comes back instead of an answer; often a gateway or a log-in page stands in between.",
                    "Một trang web được trả về thay cho câu trả lời; thường có cổng hoặc trang đăng nhập chắn ở giữa."),
            means(
                    Cause.UNREADABLE_ANSWER,
                    "The destination's answer cannot be read, or only half of it came.",
                    "Không đọc được trả lời của bên nhận, hoặc chỉ nhận được một nửa."),
            means(
                    Cause.DESTINATION_IN_TROUBLE,
                    "The destination says that it is busy or in trouble.",
                    "Bên nhận báo đang bận hoặc gặp sự cố."),
            means(
                    Cause.LOOKUP_UNAVAILABLE,
                    "A register that must be asked about it before it is sent does not answer.",
                    "Cơ sở dữ liệu phải tra cứu trước khi gửi không trả lời."),
            means(
                    Cause.PUT_OFF_BY_DESTINATION,
                    "The destination does not take this record yet.",
                    "Bên nhận chưa nhận bản này."),
            means(
                    Cause.ANSWER_UNCLEAR_ENQUIRING,
                    "It is not known whether the destination took it; it is asked before anything is sent again.",
                    "Chưa rõ bên nhận đã nhận hay chưa; bên nhận được hỏi trước khi gửi lại."),
            means(
                    Cause.UNKNOWN_ANSWER,
                    "The destination answered something that no row of outcomes.yaml knows; it is asked before anything is sent again.",
                    "Bên nhận trả lời điều mà outcomes.yaml chưa có dòng nào nhận ra; bên nhận được hỏi trước khi gửi lại."),
            means(
                    Cause.FILE_BEING_FETCHED,
                    "A file of the dossier is being fetched; the record goes when all its files are here.",
                    "Đang tải một tệp của hồ sơ về; bản ghi được gửi khi đã có đủ các tệp."),
            means(
                    Cause.FILE_SOURCE_AWAY,
                    "A file of the dossier cannot be fetched now: its server is out of reach or in trouble.",
                    "Chưa tải được một tệp của hồ sơ: máy chủ chứa tệp không liên lạc được hoặc đang gặp sự cố."),
            means(
                    Cause.FILE_STORE_AWAY,
                    "The hub cannot store a file of the dossier; often its disk is full.",
                    "Hệ thống không lưu được một tệp của hồ sơ; thường do hết dung lượng đĩa."),
            means(
                    Cause.FILE_NOT_HELD,
                    "A file of the dossier is not at the hub, is empty or too large; nothing is sent without it.",
                    "Một tệp của hồ sơ chưa có tại hệ thống, rỗng hoặc quá lớn; không gửi khi thiếu tệp."),
            means(
                    Cause.FILE_NOT_TAKEN,
                    "The destination says that it has taken a file, and gives nothing to name it by, or another hash.",
                    "Bên nhận báo đã nhận tệp nhưng không trả mã tệp, hoặc mã băm khác với tệp đã gửi."),
            means(
                    Cause.ENQUIRY_ABOUT_ANOTHER,
                    "Asked about this dossier, the destination answered about another.",
                    "Được hỏi về hồ sơ này, bên nhận lại trả lời về hồ sơ khác."),
            means(
                    Cause.FLOW_FAILED,
                    "The flow to the destination failed, by a fault of the hub or of its folders.",
                    "Luồng xử lý tới bên nhận bị lỗi, do hệ thống hoặc các thư mục của nó."),
            means(
                    Cause.LANDING_REFUSED,
                    "How the last attempt ended could not be written down; the destination is asked before anything is sent again.",
                    "Không ghi lại được kết quả lần gửi trước; bên nhận được hỏi trước khi gửi lại."),
            means(
                    Cause.REJECTED_BY_DESTINATION,
                    "The destination refuses the record for what it is.",
                    "Bên nhận từ chối bản ghi vì chính nội dung của nó."),
            means(
                    Cause.GAVE_UP_AFTER_ATTEMPTS,
                    "The hub gave up after as many attempts as the retry plan allows.",
                    "Hệ thống đã thôi thử sau số lần gửi mà kế hoạch gửi lại cho phép."),
            means(
                    Cause.GAVE_UP_AFTER_TROUBLES,
                    "The hub gave up: this record alone met trouble again and again while the destination took others.",
                    "Hệ thống đã thôi thử: chỉ riêng bản này liên tục gặp trục trặc trong khi bên nhận vẫn nhận các bản khác."),
            means(
                    Cause.PING_PONG,
                    "The destination contradicts itself about this dossier.",
                    "Bên nhận tự mâu thuẫn về hồ sơ này."),
            means(
                    Cause.PAYLOAD_UNREADABLE,
                    "The record cannot be read from the journal any more.",
                    "Không còn đọc được bản ghi trong sổ chuyển."),
            means(
                    Cause.PARKED_BY_FLOW,
                    "The flow put it aside for a person.",
                    "Luồng xử lý để riêng bản này chờ người xem."),
            means(
                    Cause.FILE_GONE,
                    "The server that has a file of the dossier does not give it out: it is gone, or we may not have it.",
                    "Máy chủ chứa tệp của hồ sơ không cung cấp tệp: tệp không còn, hoặc ta không được phép tải."),
            means(
                    Cause.FILE_UNUSABLE,
                    "What came from the address of a file is not the file: a web page, another size, another hash.",
                    "Nội dung tải về từ địa chỉ của tệp không phải là tệp đó: trang web, sai kích thước hoặc sai mã băm."),
            means(
                    Cause.FILE_ADDRESS_FORBIDDEN,
                    "A file of the dossier has an address that the hub does not fetch from.",
                    "Một tệp của hồ sơ có địa chỉ mà hệ thống không được phép tải về."),
            means(
                    Cause.LOOKUP_UNUSABLE,
                    "A register that must be asked about it cannot be asked about this record, or its answer cannot be compared.",
                    "Không tra cứu được bản ghi này ở cơ sở dữ liệu bắt buộc, hoặc không đối chiếu được câu trả lời."),
            means(
                    Cause.FLOW_WITHOUT_DELIVERY,
                    "The flow ended without delivering anything.",
                    "Luồng xử lý kết thúc mà không gửi gì."),
            means(
                    Cause.UNMAPPED_PROCEDURE,
                    "The procedure has no counterpart at the destination.",
                    "Thủ tục hành chính chưa có mã tương ứng ở bên nhận."),
            means(Cause.UNMAPPED_UNIT, "The unit has no code at the destination.", "Đơn vị chưa có mã ở bên nhận."),
            means(
                    Cause.UNMAPPED_CODE,
                    "A code of the record has no counterpart at the destination.",
                    "Một mã trong bản ghi chưa có mã tương ứng ở bên nhận."),
            means(
                    Cause.UNIT_WITHOUT_SUCCESSOR,
                    "The unit that received the dossier has ended, and nobody is named who answers for it.",
                    "Đơn vị tiếp nhận hồ sơ đã kết thúc hoạt động, và chưa xác định đơn vị chịu trách nhiệm thay."),
            means(
                    Cause.MISSING_FIELD,
                    "The destination needs a field that the record does not have.",
                    "Bên nhận bắt buộc một trường mà bản ghi không có."),
            means(
                    Cause.BAD_IDENTITY,
                    "The number of the identity paper cannot be a real one.",
                    "Số giấy tờ tùy thân không thể là số thật."),
            means(
                    Cause.DUE_BEFORE_RECEIVED,
                    "The dossier is due before it was received.",
                    "Ngày hẹn trả trước ngày tiếp nhận."),
            means(
                    Cause.ATTACHMENT_WITHOUT_ADDRESS,
                    "A file of the dossier has no address from which the destination can fetch it.",
                    "Một tệp của hồ sơ không có địa chỉ để bên nhận tải về."),
            means(
                    Cause.DANGLING_ATTACHMENT,
                    "The record names a file that it does not list.",
                    "Bản ghi nhắc đến một tệp mà nó không liệt kê."),
            means(
                    Cause.INPUT_DOES_NOT_FIT,
                    "The record is not what the mapping takes.",
                    "Bản ghi không đúng dạng mà ánh xạ nhận."),
            means(
                    Cause.OUTPUT_DOES_NOT_FIT,
                    "The mapping made a message that the destination's form does not allow.",
                    "Ánh xạ tạo ra thông điệp mà mẫu của bên nhận không cho phép."),
            means(Cause.MAPPING_FAILED, "The mapping broke on this record.", "Ánh xạ bị lỗi với bản ghi này."),
            means(Cause.REFUSED_BY_MAPPING, "The mapping refuses the record.", "Ánh xạ từ chối bản ghi."),
            means(
                    Cause.PARKED,
                    "It is parked for a person, by a row that outcomes.yaml no longer has.",
                    "Đang tạm giữ chờ người xử lý, theo một dòng mà outcomes.yaml không còn nữa."));

    private CauseWords() {}

    static Words of(Cause cause) {
        return Objects.requireNonNull(MEANS.get(cause));
    }

    private static Map.Entry<Cause, Words> means(Cause cause, String en, String vi) {
        return Map.entry(cause, new Words(en, vi));
    }
}
