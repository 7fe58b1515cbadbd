package vn.lienthong.hub.replay;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Who is asked at which port and path, where several destinations are played at once. */
class RecordedProvinceTest {
    private static final String CODE = RecordedStage.dossier(1);

    private final RecordedProvince province = RecordedProvince.start();
    private final HttpClient http = HttpClient.newHttpClient();

    @AfterEach
    void close() {
        province.close();
    }

    private void plays(String destination, String upload) {
        RecordedStage stage = new RecordedStage();
        stage.recorded(
                destination,
                CODE,
                1,
                RecordedStage.leg("upload:ask", "{}", 200, destination),
                RecordedStage.leg("upload", "{}", 200, upload));
        stage.scripts().forEach(province::begin);
    }

    private HttpResponse<String> post(String address) throws IOException, InterruptedException {
        return http.send(
                HttpRequest.newBuilder(URI.create(address))
                        .POST(BodyPublishers.ofString("a file that names nobody"))
                        .build(),
                BodyHandlers.ofString());
    }

    @Test
    void atADoorOfItsOwnADestinationIsMeantByWhicheverPath() throws Exception {
        List<String> given =
                List.of("/gw/upload?ticket=1&amp;x=2", "/replay/second/up", "/replay/", "/t%E1%BB%87p?a=%20b");
        for (String path : given) {
            for (String name : List.of("first", "second")) {
                province.openDoor(name);
                plays(name, "taken by " + name);
                URI address = province.address(name);
                assertThat(post(address.toString()).body()).as(path).isEqualTo(name);
                assertThat(post(address.resolve(path).toString()).body())
                        .as(path)
                        .isEqualTo("taken by " + name);
            }
        }
        assertThat(province.strangers()).isEmpty();
    }

    @Test
    void withoutOneNobodyKnowsWhoIsMeant() throws Exception {
        plays("first", "taken by first");
        URI address = province.address("first");
        assertThat(post(address.toString()).body()).isEqualTo("first");
        assertThat(post(address.resolve("/gw/upload").toString()).statusCode()).isEqualTo(503);
        assertThat(province.strangers()).hasSize(1);
    }
}
