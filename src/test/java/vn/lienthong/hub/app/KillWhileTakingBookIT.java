package vn.lienthong.hub.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import vn.lienthong.hub.testkit.Waiting;

/** Kills the hub's process while it takes a book: some rows are in the journal, the others are not, and the book lies where it was. */
@Timeout(300)
class KillWhileTakingBookIT {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int ROWS = 4_000;

    @TempDir
    Path temp;

    private final HttpClient http = HttpClient.newHttpClient();
    private HubProcess process = new HubProcess(Path.of("set by the test"));

    @AfterEach
    void stop() throws InterruptedException {
        process.stop();
    }

    private static String dossier(int number) {
        return "000.00.ZZ.H08-191216-%04d".formatted(number);
    }

    private static Path drop(Path folder) throws IOException {
        StringBuilder book = new StringBuilder("Mã hồ sơ,Ngày tiếp nhận,Mã thủ tục,Trạng thái,Họ tên\n");
        for (int i = 1; i <= ROWS; i++) {
            String status = i == 5 ? "đang bay" : "Đang xử lý";
            book.append(dossier(i))
                    .append(",16/12/2019,1.001193,")
                    .append(status)
                    .append(",NGUYỄN VĂN MẪU\n");
        }
        Files.createDirectories(folder);
        Path part = Files.writeString(folder.resolve(".so.csv"), book);
        return Files.move(part, folder.resolve("so.csv"));
    }

    private void begin(URI hub) throws IOException {
        process.begin(
                hub,
                Map.of(
                        "hub.ward-books.folder", temp.resolve("so").toString(),
                        "hub.ward-books.every", "PT0.2S",
                        "hub.ward-books.settle", "PT0S",
                        "hub.reference.fictitious-agency-codes", "ALLOWED",
                        "hub.destinations.province-rest.address", "http://127.0.0.1:1",
                        "hub.destinations.province-rest.username", "demo",
                        "hub.destinations.province-rest.password", "demo"));
    }

    private JsonNode get(URI hub, String path) {
        try {
            HttpRequest request = HttpRequest.newBuilder(hub.resolve(path))
                    .timeout(Duration.ofSeconds(10))
                    .build();
            return JSON.readTree(
                    http.send(request, HttpResponse.BodyHandlers.ofByteArray()).body());
        } catch (IOException e) {
            return JSON.createObjectNode();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private int accepted(URI hub) {
        int sum = 0;
        for (JsonNode row : get(hub, "/v1/balance").path("rows")) {
            sum += row.path("accepted").asInt();
        }
        return sum;
    }

    @Test
    void nothingIsLostAndNothingIsThereTwice() throws Exception {
        Path folder = temp.resolve("so/21556");
        Path data = Files.createDirectories(temp.resolve("data"));
        process = new HubProcess(data);
        Path book = drop(folder);
        URI hub = HubProcess.freeAddress();
        begin(hub);
        Waiting.until("some rows are in the journal", () -> accepted(hub) > 0);
        process.kill();
        assertThat(book).as("the book is put away last").exists();

        begin(hub);
        Waiting.until("the book is put away", () -> !Files.exists(book));
        Waiting.until("all is accepted", () -> accepted(hub) == ROWS - 1);
        assertThat(get(hub, "/v1/balance").path("closes").asBoolean()).isTrue();
        for (int i = 1; i <= ROWS; i += 250) {
            assertThat(get(hub, "/v1/dossiers/" + dossier(i)).path("paths").findValuesAsText("revision").stream()
                            .distinct())
                    .as("revisions of row %s", i)
                    .containsExactly("1");
        }
        try (Stream<Path> accepted = Files.list(folder.resolve("accepted"));
                Stream<Path> returned = Files.list(folder.resolve("returned"))) {
            assertThat(accepted).hasSize(1);
            assertThat(returned).hasSize(1);
        }
    }
}
