package vn.lienthong.hub.delivery;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import vn.lienthong.hub.journal.Flight;
import vn.lienthong.hub.vocabulary.Held;
import vn.lienthong.hub.vocabulary.HeldSteps;

/** Test tool: flights of a made-up dossier. */
final class Flights {
    static final String CODE = "000.00.01.H08-191216-0001";

    private static final String RECORD =
            """
            {"applicant":{"identity":{"number":"052190999901","type":"CCCD"},"kind":"CITIZEN","name":"Nguyễn Thử Nghiệm"},\
            "dossierCode":"%s","procedureCode":"1.001193.000.00.00.H08","receivedAt":"2019-12-16T08:05:00+07:00","revision":1,\
            "status":"PROCESSING","summary":"Đăng ký khai sinh (dữ liệu giả)","unit":"21556","steps":[
            {"at":"2019-12-16T08:00:00+07:00","by":"Cán bộ Thử","note":"Bước 1","status":"PROCESSING"},
            {"at":"2019-12-16T08:01:00+07:00","by":"Cán bộ Thử","note":"Bước 2","status":"PROCESSING"}]}
            """
                    .formatted(CODE);

    private Flights() {}

    static Flight first() {
        return of(0, 0, false);
    }

    static Flight of(int attempts, int troubles, boolean unclear) {
        return of(Held.NOTHING, attempts, troubles, unclear);
    }

    private static Flight of(Held held, int attempts, int troubles, boolean unclear) {
        return of(7, held, attempts, troubles, unclear);
    }

    private static Flight of(long id, Held held, int attempts, int troubles, boolean unclear) {
        return new Flight(
                id,
                17,
                "city",
                "province-rest",
                "21556",
                CODE,
                1,
                RECORD.getBytes(StandardCharsets.UTF_8),
                attempts,
                troubles,
                unclear,
                held,
                Instant.parse("2019-12-16T00:30:00Z"),
                null,
                0);
    }

    static Flight numbered(long id) {
        return of(id, Held.NOTHING, 0, 0, false);
    }

    static Flight holding(Held held) {
        return of(held, 0, 0, false);
    }

    /** Of a dossier that the destination holds, as far as is known without any step. */
    static Flight ofAHeldDossier() {
        return of(new Held(true, HeldSteps.NONE, null), 0, 0, false);
    }
}
