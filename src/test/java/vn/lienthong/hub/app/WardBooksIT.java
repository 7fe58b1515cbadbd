package vn.lienthong.hub.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.dhatim.fastexcel.reader.ReadableWorkbook;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import vn.lienthong.hub.testkit.Waiting;

/** Books of a ward through the whole hub: dropped in a folder, posted, corrected and sent again. Everything in them is made up. */
@Timeout(120)
class WardBooksIT {
    private static final String HEADINGS = "Mã hồ sơ,Ngày tiếp nhận,Mã thủ tục,Trạng thái,Họ tên,Đã kiểm tra\n";
    private static StartedHub hub;
    private static Path folder;
    private final HttpClient http = HttpClient.newHttpClient();

    @BeforeAll
    static void start(@TempDir Path temp) throws IOException {
        folder = temp.resolve("so");
        Files.createDirectories(folder.resolve("21556"));
        Files.createDirectories(folder.resolve("khong-phai-don-vi"));
        hub = new StartedHub(
                temp.resolve("data"),
                Map.of(
                        "management.endpoint.health.show-details", "always",
                        "hub.ward-books.folder", folder.toString(),
                        "hub.ward-books.every", "PT0.1S",
                        "hub.ward-books.settle", "PT0.3S"));
    }

    @AfterAll
    static void stop() {
        hub.close();
    }

    private static String row(String dossier, String status) {
        return dossier + ",16/12/2019,1.001193," + status + ",NGUYỄN VĂN MẪU,\n";
    }

    private static void drop(String name, String book) throws IOException {
        Path part = Files.writeString(folder.resolve("21556").resolve("." + name), book);
        Files.move(part, folder.resolve("21556").resolve(name));
    }

    private static List<Path> in(String place, String begin) {
        Path shelf = folder.resolve("21556").resolve(place);
        if (!Files.isDirectory(shelf)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(shelf)) {
            return files.filter(file -> file.getFileName().toString().startsWith(begin))
                    .toList();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private HttpResponse<byte[]> post(String query, String type, byte[] body) throws Exception {
        return http.send(
                HttpRequest.newBuilder(URI.create(hub.address() + "/v1/ward-books" + query))
                        .header("Content-Type", type)
                        .POST(BodyPublishers.ofByteArray(body))
                        .build(),
                BodyHandlers.ofByteArray());
    }

    private JsonNode taken(String book) throws Exception {
        HttpResponse<byte[]> answer =
                post("?unit=21556", "text/csv", (HEADINGS + book).getBytes(StandardCharsets.UTF_8));
        assertThat(answer.statusCode())
                .as(new String(answer.body(), StandardCharsets.UTF_8))
                .isEqualTo(200);
        return Json.MAPPER.readTree(answer.body());
    }

    private static List<Integer> revisions(String dossier) throws Exception {
        return StartedHub.json(hub.get("/v1/dossiers/" + dossier)).path("paths").findValuesAsText("revision").stream()
                .map(Integer::valueOf)
                .distinct()
                .sorted()
                .toList();
    }

    @Test
    void aBookInTheFolderOfItsUnitIsTakenAndTheFaultyRowsComeBack() throws Exception {
        String sound = hub.newDossier();
        String faulty = hub.newDossier();
        drop("thang 12.csv", HEADINGS + row(sound, "Đang xử lý") + row(faulty, "đang bay"));
        Waiting.until("the book is put away", () -> in("accepted", "thang 12").size() == 1);
        assertThat(folder.resolve("21556/thang 12.csv")).doesNotExist();
        JsonNode explained = StartedHub.json(hub.get("/v1/dossiers/" + sound));
        assertThat(explained.toString()).contains("ward-book");
        assertThat(hub.get("/v1/dossiers/" + faulty).statusCode()).isEqualTo(404);
        List<Path> back = in("returned", "thang 12");
        assertThat(back).singleElement().satisfies(file -> assertThat(remarks(Files.readAllBytes(file)))
                .contains("Trạng thái: Hệ thống không biết từ này."));
    }

    private static String remarks(byte[] book) throws IOException {
        try (ReadableWorkbook workbook = new ReadableWorkbook(new ByteArrayInputStream(book))) {
            var row = workbook.getFirstSheet().read().get(1);
            return row.getCellText(row.getCellCount() - 1);
        }
    }

    @Test
    void aBookThatCannotBeReadComesBackWithTheReason() throws Exception {
        Files.write(folder.resolve("21556/cu.xls"), new byte[] {(byte) 0xD0, (byte) 0xCF, 0x11, (byte) 0xE0, 0, 0});
        Waiting.until("it is back", () -> in("returned", "cu-").size() == 2);
        assertThat(in("returned", "cu-"))
                .anySatisfy(file -> assertThat(file).content().contains("Excel đời cũ", "Save As"));
        assertThat(in("accepted", "cu-")).isEmpty();
    }

    @Test
    void healthAndMetricsTellWhatLiesThereAndWhatCameBackAndAFolderThatCannotBeRead() throws Exception {
        Path blocked = Files.createDirectories(folder.resolve("21562"));
        Files.createSymbolicLink(blocked.resolve("accepted"), blocked.resolve("nowhere"));
        Files.writeString(blocked.resolve("so.csv"), HEADINGS + row(hub.newDossier(), "Mới"));
        hub.await(
                "/actuator/health/wardBooks",
                health -> health.at("/details/folder").asText().contains("1 unread, the oldest for "));
        JsonNode stuck = hub.await(
                "/actuator/health/wardBooks",
                health -> health.path("status").asText().equals("DEGRADED"));
        assertThat(stuck.at("/details/folder").asText()).contains("1 of them cannot be taken or put away");
        assertThat(hub.get("/actuator/prometheus").body())
                .contains("hub_ward_books_trouble 1.0", "hub_ward_books_unread 1.0");
        Files.delete(blocked.resolve("accepted"));
        Waiting.until("the book is put away", () -> !Files.exists(blocked.resolve("so.csv")));

        Files.write(blocked.resolve("alt.xls"), new byte[] {(byte) 0xD0, (byte) 0xCF, 0x11, (byte) 0xE0, 0, 0});
        Waiting.until("it is back", () -> !Files.exists(blocked.resolve("alt.xls")));
        hub.await("/actuator/health/wardBooks", health -> health.at("/details/folder")
                .asText()
                .matches("0 unread; [1-9][0-9]* files in returned/ wait for their clerks"));
        assertThat(hub.get("/actuator/prometheus").body())
                .contains("hub_ward_books_taken_total{result=\"returned\"}", "hub_ward_books_trouble 0.0");

        Path away = Files.move(folder, folder.resolveSibling("away"));
        JsonNode gone = hub.await(
                "/actuator/health/wardBooks",
                health -> health.path("status").asText().equals("DEGRADED"));
        assertThat(gone.at("/details/folder").asText())
                .startsWith("the folder cannot be read: java.nio.file.NoSuchFileException: ")
                .endsWith("Check hub.ward-books.folder and its rights");
        Files.move(away, folder);
        hub.await(
                "/actuator/health/wardBooks",
                health -> health.path("status").asText().equals("UP"));
    }

    /** {@code map_files} of the first process is a folder that nobody else may list, whoever runs the test in a container. */
    @Test
    void aFolderOfReturnedBooksThatCannotBeListedKeepsNoBookOfAnyUnitFromBeingTaken() throws Exception {
        Path shut = Path.of("/proc/1/map_files");
        assumeThat(Files.isDirectory(shut) && !listable(shut)).isTrue();
        Path shelf = Files.createDirectories(folder.resolve("21568")).resolve("returned");
        Files.createSymbolicLink(shelf, shut);
        try {
            hub.await(
                    "/actuator/health/wardBooks",
                    health -> health.at("/details/folder").asText().contains("21568/returned"));
            drop("van-nhan.csv", HEADINGS + row(hub.newDossier(), "Mới"));

            Waiting.until(
                    "the book is put away", () -> in("accepted", "van-nhan").size() == 1);
        } finally {
            Files.delete(shelf);
        }
        hub.await(
                "/actuator/health/wardBooks",
                health -> health.path("status").asText().equals("UP"));
    }

    /** The folder of the first process stands for one of ward books; nothing in it is old enough to be taken. */
    @Test
    void aFolderOfAUnitThatCannotBeListedIsTroubleAndHidesNoOther() {
        assumeThat(!listable(Path.of("/proc/1/map_files"))).isTrue();
        WardBookFolder other = watching("/proc/1", Duration.ofDays(1), List.of("map_files", "net")::contains);

        other.look();
        assertThat(other.standing().trouble()).contains("/proc/1/map_files");
        assertThat(other.standing().unread()).as("beside it").isGreaterThan(1);
    }

    @Test
    void aBookInAFolderThatNoUnitNamesIsUnreadAndHealthNamesTheFolder(@TempDir Path place) throws Exception {
        Path wrong = Files.createDirectories(place.resolve("Nhon Chau"));
        Path book = Files.writeString(wrong.resolve("so.csv"), HEADINGS + row(hub.newDossier(), "Mới"));
        WardBookFolder other = watching(place.toString(), Duration.ZERO, "21607"::equals);
        other.look();
        other.look();
        Instant seen = Objects.requireNonNull(other.standing().oldest());

        assertThat(book).exists();
        assertThat(other.standing().unread()).isEqualTo(1);
        assertThat(other.standing().words(seen))
                .startsWith(
                        "1 unread, the oldest for 0 s, some of them in folders that no unit names: Nhon Chau. Name");
        assertThat(other.standing().isTrouble(seen.plus(WardBookStanding.LONG))).isFalse();
        assertThat(other.standing().isTrouble(seen.plus(WardBookStanding.LONG).plusSeconds(1)))
                .isTrue();

        Files.move(wrong, place.resolve("21607"));
        other.look();
        other.look();
        assertThat(place.resolve("21607/so.csv")).doesNotExist();
        assertThat(other.standing().unread()).isZero();
        assertThat(other.standing().unnamed()).isEmpty();
    }

    private static WardBookFolder watching(String place, Duration settle, Predicate<String> isUnit) {
        EarlyStart early = hub.server().part(EarlyStart.class);
        return new WardBookFolder(
                new WardBookSettings(place, "ward-book", Duration.ofMillis(10), settle),
                new WardBookBeans().hubWardBookDesk(early, early.journal(), early.settings()),
                new WardBookFolder.Rule(isUnit, () -> true, early.clock()),
                new WardBookMetrics(new SimpleMeterRegistry()));
    }

    private static boolean listable(Path place) {
        try (Stream<Path> files = Files.list(place)) {
            return files.count() >= 0;
        } catch (IOException | java.io.UncheckedIOException e) {
            return false;
        }
    }

    @Test
    void twoHubsThatBothBelieveThatTheyLeadTakeEachRowOnce() throws Exception {
        WardBookFolder other = watching(
                folder.toString(),
                Duration.ZERO,
                WardBookBeans.isUnit(hub.server().part(EarlyStart.class)));
        List<String> dossiers = new ArrayList<>();
        for (int book = 0; book < 8; book++) {
            StringBuilder rows = new StringBuilder();
            for (int i = 0; i < 5; i++) {
                dossiers.add(hub.newDossier());
                rows.append(row(dossiers.get(dossiers.size() - 1), "Mới"));
            }
            drop("hai-may-" + book + ".csv", HEADINGS + rows);
            other.look();
        }
        Waiting.until("all are put away", () -> {
            other.look();
            return in("accepted", "hai-may").size() == 8;
        });

        for (String dossier : dossiers) {
            assertThat(revisions(dossier)).as(dossier).containsExactly(1);
        }
        assertThat(in("returned", "hai-may")).isEmpty();
    }

    @Test
    void whatTheIntakeFindsOddInARowThatItTakesIsToldInTheReport() throws Exception {
        String dossier = hub.newDossier();
        JsonNode taken = taken(row(dossier, "Mới").replace("16/12/2019", "17/12/2019"));

        assertThat(taken.path("accepted").asInt()).isEqualTo(1);
        assertThat(taken.path("returned").asInt()).isZero();
        assertThat(taken.path("findings")).anySatisfy(finding -> {
            assertThat(finding.path("kind").asText()).isEqualTo("note");
            assertThat(finding.path("code").asText()).isEqualTo("dossier-code-day");
            assertThat(finding.path("cell").asText()).isEqualTo("A2");
            assertThat(finding.at("/what/vi").asText()).isEqualTo("Ngày trong mã hồ sơ khác ngày tiếp nhận.");
        });
    }

    @Test
    void whatIsNotWholeYetAndWhatIsOfNoUnitIsLeftAlone() throws Exception {
        String dossier = hub.newDossier();
        for (String name : List.of("21556/dang-chep.csv.part", "21556/~$so.xlsx", "khong-phai-don-vi/so.csv")) {
            Files.writeString(folder.resolve(name), HEADINGS + row(dossier, "Mới"));
        }
        drop("sau.csv", HEADINGS + row(hub.newDossier(), "Mới"));
        Waiting.until("a later book is put away", () -> in("accepted", "sau").size() == 1);
        assertThat(folder.resolve("21556/dang-chep.csv.part")).exists();
        assertThat(folder.resolve("khong-phai-don-vi/so.csv")).exists();
        Files.delete(folder.resolve("khong-phai-don-vi/so.csv"));
        assertThat(hub.get("/v1/dossiers/" + dossier).statusCode()).isEqualTo(404);
    }

    @Test
    void ofTheSameBookAgainAndOfACorrectedOneOnlyWhatIsNewIsTaken() throws Exception {
        String first = hub.newDossier();
        String second = hub.newDossier();
        String book = row(first, "Đang xử lý") + row(second, "Đang xử lý");
        assertThat(taken(book).path("accepted").asInt()).isEqualTo(2);
        JsonNode again = taken(book);
        assertThat(again.path("accepted").asInt()).isZero();
        assertThat(again.path("repeated").asInt()).isEqualTo(2);
        JsonNode corrected = taken(row(first, "Đang xử lý") + row(second, "Đã trả kết quả"));
        assertThat(corrected.path("accepted").asInt()).isEqualTo(1);
        assertThat(revisions(first)).containsExactly(1);
        assertThat(revisions(second)).containsExactly(1, 2);
    }

    @Test
    void anOldBookDoesNotBringBackWhatWasReplacedUnlessAPersonSaysSo() throws Exception {
        String dossier = hub.newDossier();
        taken(row(dossier, "Đang xử lý"));
        taken(row(dossier, "Đã xử lý xong"));
        JsonNode old = taken(row(dossier, "Đang xử lý"));
        assertThat(old.path("accepted").asInt()).isZero();
        assertThat(old.path("returned").asInt()).isEqualTo(1);
        assertThat(old.path("findings").findValuesAsText("code")).contains("older-content");
        assertThat(revisions(dossier)).containsExactly(1, 2);
        JsonNode meant = taken(row(dossier, "Đang xử lý").replace(",\n", ",x\n"));
        assertThat(meant.path("accepted").asInt()).isEqualTo(1);
        assertThat(revisions(dossier)).containsExactly(1, 2, 3);
    }

    @Test
    void aBookMayComeAsAFormAndGoBackAsABook() throws Exception {
        String dossier = hub.newDossier();
        String form = "--x--y\r\nContent-Disposition: form-data; name=\"unit\"\r\n\r\n21556\r\n--x--y\r\n"
                + "Content-Disposition: form-data; name=\"book\"; filename=\"sổ.csv\"\r\nContent-Type: text/csv\r\n\r\n"
                + HEADINGS + row(dossier, "Mới") + row(hub.newDossier(), "đang bay") + "\r\n--x--y--\r\n";
        byte[] body = form.getBytes(StandardCharsets.UTF_8);
        HttpResponse<byte[]> tried = post("?dryRun=true", "multipart/form-data; boundary=x--y", body);
        assertThat(Json.MAPPER.readTree(tried.body()).path("sendable").asInt()).isEqualTo(1);
        assertThat(hub.get("/v1/dossiers/" + dossier).statusCode()).isEqualTo(404);
        HttpResponse<byte[]> back = post("?answer=book", "multipart/form-data; boundary=\"x--y\"", body);
        assertThat(back.statusCode()).isEqualTo(200);
        assertThat(back.headers().firstValue("Content-Type").orElseThrow()).contains("spreadsheetml");
        assertThat(remarks(back.body())).contains("Trạng thái");
        assertThat(revisions(dossier)).containsExactly(1);
    }

    @Test
    void whatIsNoBookIsAnsweredInThreeParts() throws Exception {
        byte[] pdf = "%PDF-1.7".getBytes(StandardCharsets.US_ASCII);
        JsonNode problem = Json.MAPPER.readTree(
                post("?unit=21556", "application/octet-stream", pdf).body());
        assertThat(problem.path("status").asInt()).isEqualTo(422);
        assertThat(problem.path("cure").asText()).contains("Save it as Excel Workbook", "Lưu thành tệp");
        assertThat(post("?unit=99999", "text/csv", pdf).statusCode()).isEqualTo(400);
        assertThat(post("?don-vi=21556", "text/csv", pdf).statusCode()).isEqualTo(400);
        assertThat(post("", "multipart/form-data; boundary=x", pdf).statusCode())
                .isEqualTo(400);
        assertThat(post("", "text/csv", new byte[11 << 20]).statusCode()).isEqualTo(413);
        assertThat(hub.get("/v1/ward-books").statusCode()).isEqualTo(405);
    }

    @Test
    void aRowThatTheIntakeRefusesComesBackWithItsCell() throws Exception {
        String dossier = hub.newDossier();
        byte[] book =
                (HEADINGS + row(dossier, "Mới").replace("16/12/2019", "16/12/2039")).getBytes(StandardCharsets.UTF_8);
        JsonNode said =
                Json.MAPPER.readTree(post("?unit=21607", "text/csv", book).body());
        assertThat(said.path("accepted").asInt()).isZero();
        assertThat(said.path("findings").findValuesAsText("cell")).contains("B2");
        assertThat(said.path("returned").asInt()).isEqualTo(1);
    }
}
