package vn.lienthong.hub.rehearsal;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import vn.lienthong.hub.rehearsal.Trial.Stage;
import vn.lienthong.hub.rehearsal.Trial.Subject;
import vn.lienthong.hub.rehearsal.Trial.Unfit;
import vn.lienthong.hub.vocabulary.Problem;

/** Made-up records and failures: nobody has these dossiers. */
final class Records {
    private Records() {}

    static Subject of(String code, int revision, String status) {
        ObjectNode record = JsonNodeFactory.instance.objectNode();
        record.put("dossierCode", code).put("status", status).put("summary", "Đăng ký khai sinh cho con");
        byte[] content = record.toString().getBytes(StandardCharsets.UTF_8);
        return new Subject(1, code, revision, record, content, Instant.EPOCH);
    }

    static Unfit unfit(Stage stage, String code, String found, @Nullable String unmapped) {
        return new Unfit(stage, new Problem(code, "What is wrong.", found, "What to do."), unmapped, List.of());
    }
}
