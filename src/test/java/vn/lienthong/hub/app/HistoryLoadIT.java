package vn.lienthong.hub.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.zaxxer.hikari.HikariDataSource;
import java.io.OutputStream;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.lienthong.hub.journal.EmbeddedDatabase;
import vn.lienthong.hub.testkit.Waiting;

/** Dossiers from before come into a real hub from all that they may come from. All of them are made up. */
class HistoryLoadIT {
    @TempDir
    static Path data;

    private static EmbeddedDatabase city;
    private static StartedHub hub;
    private static HistoryBed bed;

    @BeforeAll
    static void start() throws Exception {
        city = EmbeddedDatabase.start(data.resolve("city"));
        HikariDataSource pool = (HikariDataSource) city.dataSource();
        fill(pool);
        String view = "hub.history.views.city.";
        hub = new StartedHub(
                data.resolve("hub"),
                Map.of(
                        "hub.history.least-free",
                        "0",
                        "hub.intake.owed-by-unit.21550",
                        "",
                        view + "url",
                        pool.getJdbcUrl(),
                        view + "username",
                        pool.getUsername(),
                        view + "password",
                        pool.getPassword(),
                        view + "table",
                        "ho_so_cu",
                        view + "key",
                        "id",
                        view + "columns.record",
                        "ban_ghi",
                        view + "columns.status",
                        "trang_thai"));
        bed = new HistoryBed(hub, data.resolve("hub/history/exports"));
    }

    @AfterAll
    static void stop() {
        hub.close();
        city.close();
    }

    @Test
    void linesComeInOpenDossiersFirstAndEachInOrderWhateverTheOrderOfTheFile() throws Exception {
        bed.write(
                "lines.ndjson",
                List.of(
                        HistoryBed.revision("L-CLOSED", 2, "RETURNED").toString(),
                        HistoryBed.revision("L-OPEN", 3, "PROCESSING").toString(),
                        HistoryBed.revision("L-OPEN", 1, "RECEIVED").toString(),
                        HistoryBed.revision("L-CLOSED", 1, "RECEIVED").toString(),
                        "no record",
                        HistoryBed.revision("L-OPEN", 2, "RECEIVED")
                                .put("unit", "99999")
                                .toString(),
                        HistoryBed.revision("L-OPEN", 2, "RECEIVED").toString()));
        JsonNode load = bed.await(bed.load(HistoryBed.order("lines.ndjson")), "done");

        assertThat(load.at("/rows/read").asInt()).isEqualTo(7);
        assertThat(load.at("/rows/taken").asInt()).as("%s", load).isEqualTo(5);
        assertThat(load.at("/rows/refused").asInt()).isEqualTo(2);
        assertThat(load.at("/rows/openDossiers").asInt()).isEqualTo(1);
        assertThat(load.at("/rows/closedDossiers").asInt()).isEqualTo(1);
        assertThat(load.path("causes").properties())
                .extracting(Map.Entry::getKey)
                .containsExactlyInAnyOrder("not-json", "unknown-unit");
        JsonNode open = bed.path("L-OPEN").path("came");
        assertThat(open)
                .filteredOn(came -> came.path("state").asText().equals("accepted"))
                .extracting(came -> came.path("revision").asInt())
                .containsExactly(1, 2, 3);
        assertThat(open).hasSize(4);
        assertThat(bed.path("L-CLOSED").at("/came/0/id").asText())
                .isGreaterThan(open.at("/3/id").asText());
        List<String> refused =
                Files.readAllLines(Path.of(load.path("refusedRows").asText()));
        assertThat(refused).hasSize(2);
        assertThat(refused.get(1))
                .contains(
                        "\"row\":6",
                        "\"dossier\":\"L-OPEN\"",
                        "unknown-unit",
                        "\"where\":\"/unit\"",
                        "\"cure\":",
                        "\"keptAs\":");
        hub.await(
                "/v1/transfers?dossier=L-OPEN&state=DELIVERED",
                page -> page.path("transfers").size() == 3);

        // The same once more repeats nothing.
        JsonNode again = bed.await(bed.load(HistoryBed.order("lines.ndjson")), "done");
        assertThat(again.at("/rows/taken").asInt()).isZero();
        assertThat(again.at("/rows/repeated").asInt()).isEqualTo(5);
    }

    @Test
    void aUnitThatNobodyKnowsIsNoLoadOfNothing() throws Exception {
        bed.write(
                "none.ndjson", List.of(HistoryBed.revision("U-1", 1, "RECEIVED").toString()));
        HttpResponse<String> load =
                hub.post("/v1/history-loads", HistoryBed.order("none.ndjson").put("unit", "21538"));
        assertThat(load.statusCode()).isEqualTo(404);
        assertThat(load.body()).contains("There is no such unit.", "'21538'", "Did you mean");
        HttpResponse<String> list = hub.get("/v1/history-loads?unit=21556");
        assertThat(list.statusCode()).isEqualTo(400);
        assertThat(list.body()).contains("unknown-parameter", "'unit'");
    }

    @Test
    void historyOlderThanWhatWasPushedMeanwhileIsKeptOut() throws Exception {
        hub.push(HistoryBed.revision("N-1", 5, "PROCESSING"));
        bed.write(
                "newer.ndjson",
                List.of(
                        HistoryBed.revision("N-1", 4, "RECEIVED").toString(),
                        HistoryBed.revision("N-2", 1, "RECEIVED").toString()));
        JsonNode load = bed.await(bed.load(HistoryBed.order("newer.ndjson")), "done");

        assertThat(load.at("/rows/older").asInt()).isEqualTo(1);
        assertThat(load.at("/rows/taken").asInt()).isEqualTo(1);
        assertThat(load.at("/rows/refused").asInt()).isZero();
        JsonNode sent = hub.await(
                "/v1/transfers?dossier=N-1&state=DELIVERED",
                page -> page.path("transfers").size() == 1);
        assertThat(sent.at("/transfers/0/revision").asInt()).isEqualTo(5);
    }

    @Test
    void historyHasNoDeadlineSoThatLiveRecordsGoFirst() throws Exception {
        bed.write(
                "deadline.ndjson",
                List.of(HistoryBed.revision("D-1", 1, "RECEIVED").toString()));
        bed.await(bed.load(HistoryBed.order("deadline.ndjson")), "done");
        hub.push(HistoryBed.revision("D-2", 1, "RECEIVED"));
        assertThat(StartedHub.json(hub.get("/v1/transfers?dossier=D-1"))
                        .at("/transfers/0")
                        .has("deadline"))
                .isFalse();
        assertThat(StartedHub.json(hub.get("/v1/transfers?dossier=D-2"))
                        .at("/transfers/0")
                        .has("deadline"))
                .isTrue();
    }

    @Test
    void aTableComesInByRulesForColumns() throws Exception {
        bed.write(
                "table.csv",
                List.of(
                        "Mã hồ sơ;Ngày;Ghi chú;Trạng thái",
                        "T-1;16/12/2019 09:00;=Đang làm;Đang xử lý",
                        "T-1;16/12/2019 08:05;Tiếp nhận;Mới",
                        "T-2;16/12/2019 08:05;Tiếp nhận;=1+1"));
        ObjectNode order = HistoryBed.order("table.csv");
        order.set(
                "columns",
                Json.MAPPER.readTree(
                        """
                {"fields": {"dossierCode": "Mã hồ sơ", "procedureCode": {"value": "%s"}, "unit": {"value": "21556"},
                  "status": {"from": "Trạng thái", "values": {"mới": "RECEIVED", "đang xử lý": "PROCESSING"}},
                  "receivedAt": {"value": "2019-12-16T08:00:00+07:00"},
                  "applicant.kind": {"value": "CITIZEN"}, "applicant.name": {"value": "NGUYỄN VĂN MẪU"},
                  "steps[].at": "Ngày", "steps[].note": "Ghi chú", "steps[].by": {"value": "MẪU"}, "steps[].status": {"from": "Trạng thái", "values": {"mới": "RECEIVED", "đang xử lý": "PROCESSING"}}}}
                """
                                .formatted(StartedHub.KNOWN_PROCEDURE)));
        JsonNode load = bed.await(bed.load(order), "done");

        assertThat(load.at("/rows/taken").asInt()).as("%s", load).isEqualTo(2);
        assertThat(bed.path("T-1").path("came"))
                .extracting(came -> came.path("revision").asInt())
                .containsExactly(1, 2);
        List<String> refused =
                Files.readAllLines(Path.of(load.path("refusedRows").asText()));
        assertThat(refused.get(0)).contains("row,dossier,code,where");
        assertThat(refused.get(1)).startsWith("3,T-2,schema,/status,");
    }

    @Test
    void aSheetComesIn() throws Exception {
        Files.createDirectories(bed.exports());
        try (OutputStream out = Files.newOutputStream(bed.exports().resolve("sheet.xlsx"));
                Workbook book = new Workbook(out, "test", "1.0")) {
            Worksheet sheet = book.newWorksheet("Hồ sơ");
            sheet.value(0, 0, "record");
            for (int i = 1; i <= 30; i++) {
                sheet.value(i, 0, nobodys("S-" + i));
            }
        }
        JsonNode load = bed.await(bed.load(HistoryBed.order("sheet.xlsx")), "done");
        assertThat(load.at("/rows/taken").asInt()).as("%s", load).isEqualTo(30);
    }

    @Test
    void aViewComesIn() throws Exception {
        ObjectNode order = HistoryBed.order("x").put("view", "city").put("openOnly", true);
        order.remove("file");
        String id = bed.load(order);
        JsonNode load = bed.await(id, "done");
        assertThat(load.at("/rows/read").asInt()).isEqualTo(300);
        assertThat(load.at("/rows/taken").asInt()).as("%s", load).isEqualTo(200);
        assertThat(load.at("/rows/closedEarlier").asInt()).isEqualTo(100);
        assertThat(bed.path("V-7").at("/came/0/revision").asInt()).isEqualTo(1);
    }

    @Test
    void aDryRunSaysWhatWouldBecomeOfEachRow() throws Exception {
        bed.write(
                "dry.ndjson",
                List.of(
                        HistoryBed.revision("Y-1", 1, "RECEIVED").toString(),
                        HistoryBed.revision("Y-2", 1, "LOST").toString()));
        JsonNode load = bed.await(bed.load(HistoryBed.order("dry.ndjson").put("dryRun", true)), "done");
        assertThat(load.at("/rows/taken").asInt()).isEqualTo(1);
        assertThat(load.at("/causes/schema").asInt()).isEqualTo(1);
        assertThat(hub.get("/v1/dossiers/Y-1").statusCode()).isEqualTo(404);
        assertThat(hub.get("/v1/dossiers/Y-2").statusCode()).isEqualTo(404);
    }

    @Test
    void aLoadGivesUpWhenTooManyRowsAreRefused() throws Exception {
        List<String> lines = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            lines.add("{}");
        }
        bed.write("bad.ndjson", lines);
        String id = bed.load(HistoryBed.order("bad.ndjson").put("giveUpAfter", 5));
        JsonNode load = bed.await(id, "stopped");
        assertThat(load.at("/problem/found").asText()).contains("20 refused", "schema (20)");
        assertThat(bed.act(id, "cancel").path("id").asText()).isEqualTo(id);
        JsonNode cancelled = bed.await(id, "cancelled");
        assertThat(cancelled.path("deeds"))
                .extracting(deed -> deed.path("what").asText())
                .containsExactly("load", "cancel");
        // It is told as cancelled before the last of its files has gone.
        Path sorted = data.resolve("hub/history/loads/" + id + "/sorted");
        Waiting.until("what was sorted goes", () -> !Files.exists(sorted));
    }

    @Test
    void whatCannotBeLoadedIsSaidAtOnce() throws Exception {
        Files.writeString(data.resolve("outside.ndjson"), "{}");
        refused(HistoryBed.order("../../../outside.ndjson"), "no-export");
        refused(HistoryBed.order(data.resolve("outside.ndjson").toString()), "no-export");
        bed.write("a.pdf", List.of("x"));
        refused(HistoryBed.order("a.pdf"), "unknown-format");
        bed.write("b.csv", List.of("a,b", "1,2"));
        refused(HistoryBed.order("b.csv"), "missing-columns");
        refused(HistoryBed.order("b.csv").put("years", 3).put("openOnly", true), "invalid-act");
        refused(HistoryBed.order("b.csv").put("view", "city"), "invalid-act");
        ObjectNode view = HistoryBed.order("b").put("view", "nowhere");
        view.remove("file");
        refused(view, "unknown-view");
    }

    private static void refused(ObjectNode order, String code) throws Exception {
        HttpResponse<String> answer = hub.post("/v1/history-loads", order);
        assertThat(answer.statusCode()).isEqualTo(422);
        assertThat(StartedHub.json(answer).path("type").asText()).isEqualTo("urn:lienthong-hub:problem:" + code);
        assertThat(StartedHub.json(answer).path("cure").asText()).isNotEmpty();
    }

    /** Of a unit that is owed to nobody: many of them need not be delivered to be seen. */
    private static String nobodys(String code) {
        return HistoryBed.revision(code, 1, "RECEIVED").put("unit", "21550").toString();
    }

    /** 300 dossiers as a city might keep them, a third of them closed. */
    private static void fill(HikariDataSource pool) throws Exception {
        // The pool gives up after two seconds; a busy machine may need more.
        try (Connection connection =
                DriverManager.getConnection(pool.getJdbcUrl(), pool.getUsername(), pool.getPassword())) {
            connection
                    .createStatement()
                    .execute("CREATE TABLE ho_so (id bigint PRIMARY KEY, ban_ghi jsonb, trang_thai text)");
            connection.createStatement().execute("CREATE VIEW ho_so_cu AS SELECT * FROM ho_so");
            try (PreparedStatement insert = connection.prepareStatement("INSERT INTO ho_so VALUES (?, ?::jsonb, ?)")) {
                for (int i = 1; i <= 300; i++) {
                    insert.setLong(1, i);
                    insert.setString(2, nobodys("V-" + i));
                    insert.setString(3, i % 3 == 0 ? "RETURNED" : "PROCESSING");
                    insert.addBatch();
                }
                insert.executeBatch();
            }
        }
    }
}
