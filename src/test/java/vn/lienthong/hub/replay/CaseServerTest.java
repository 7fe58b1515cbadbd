package vn.lienthong.hub.replay;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;

class CaseServerTest {
    @Test
    void keepsTheLastThousandMessages() throws Exception {
        try (CaseServer server = CaseServer.start()) {
            server.answerBy(JsonNodeFactory.instance.arrayNode());
            HttpClient client = HttpClient.newHttpClient();
            for (int i = 0; i < 1_003; i++) {
                client.send(
                        HttpRequest.newBuilder(URI.create(server.address() + "/" + i))
                                .version(HttpClient.Version.HTTP_1_1)
                                .build(),
                        HttpResponse.BodyHandlers.discarding());
            }

            assertThat(server.received()).hasSize(1_000);
            assertThat(server.received().get(999).target()).isEqualTo("/1002");
        }
    }
}
