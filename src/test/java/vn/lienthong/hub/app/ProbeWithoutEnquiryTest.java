package vn.lienthong.hub.app;

import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.options;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.tomakehurst.wiremock.WireMockServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** `probe` towards a destination that may know no enquiry: it asks, or it sends nothing. */
class ProbeWithoutEnquiryTest {
    private static final String MINE = "hub.destinations.province-gateway-rest.";

    private final WireMockServer gateway =
            new WireMockServer(options().dynamicPort().bindAddress("127.0.0.1"));

    @BeforeEach
    void start() {
        gateway.start();
    }

    @AfterEach
    void stop() {
        gateway.stop();
    }

    private Ran probe(String enquiry) {
        return Ran.command(
                "probe",
                "province-gateway-rest",
                "--set",
                MINE + "address=" + gateway.baseUrl(),
                "--set",
                MINE + "token=the-bai-thu",
                "--set",
                MINE + "mapping.enquiry=" + enquiry);
    }

    @Test
    void sendsNobodyADossierOfNobodys() {
        Ran ran = probe("no");
        assertThat(ran.code()).isEqualTo(1);
        assertThat(ran.toString()).contains("Nothing was sent").doesNotContain("the-bai-thu");
        assertThat(gateway.getAllServeEvents()).isEmpty();
    }

    @Test
    void asksWhereEnquiriesAreOpen() {
        Ran ran = probe("yes");
        // Nothing is stubbed: the gateway says 404.
        assertThat(ran.code()).isEqualTo(3);
        assertThat(ran.toString()).contains("wrong-address");
        assertThat(gateway.getAllServeEvents()).singleElement().satisfies(event -> assertThat(
                        event.getRequest().getBodyAsString())
                .isEqualTo("[{\"MaHoSo\":\"000.00.00.H08-191216-0000\"}]"));
    }
}
