package vn.lienthong.hub.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.apache.activemq.artemis.core.config.impl.ConfigurationImpl;
import org.apache.activemq.artemis.core.config.impl.SecurityConfiguration;
import org.apache.activemq.artemis.core.security.Role;
import org.apache.activemq.artemis.core.server.ActiveMQServer;
import org.apache.activemq.artemis.core.server.ActiveMQServers;
import org.apache.activemq.artemis.spi.core.security.ActiveMQJAASSecurityManager;
import org.apache.activemq.artemis.spi.core.security.jaas.InVMLoginModule;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.lienthong.hub.journal.Journal.Lane;
import vn.lienthong.hub.testkit.Certificates;

/** What an operator reads when the settings of his own Artemis are wrong: at the start in the log, and in health as long as it lasts. */
class BrokerTroubleIT {
    /** Loopback too, and not in the certificate. */
    private static final String OTHER_NAME = "127.0.0.2";

    @TempDir
    Path folder = Path.of(".");

    private int port;
    private ActiveMQServer server = ActiveMQServers.newActiveMQServer(new ConfigurationImpl());

    @BeforeEach
    void start() throws Exception {
        Certificates certificates = Certificates.in(folder.resolve("right"));
        Certificates.in(folder.resolve("others"));
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = socket.getLocalPort();
        }
        SecurityConfiguration users = new SecurityConfiguration();
        users.addUser("hub", "right");
        users.addRole("hub", "lanes");
        users.addUser("guest", "right");
        users.addRole("guest", "guests");
        ConfigurationImpl configuration = new ConfigurationImpl();
        configuration
                .setPersistenceEnabled(false)
                .setJMXManagementEnabled(false)
                .setGracefulShutdownEnabled(false)
                .putSecurityRoles("hub.lane.#", Set.of(role("lanes", true), role("guests", false)))
                .addAcceptorConfiguration("tls", listening("127.0.0.1", certificates))
                .addAcceptorConfiguration("elsewhere", listening(OTHER_NAME, certificates));
        server = ActiveMQServers.newActiveMQServer(
                configuration, null, new ActiveMQJAASSecurityManager(InVMLoginModule.class.getName(), users));
        server.start();
    }

    private String listening(String host, Certificates certificates) {
        return "tcp://" + host + ":" + port + "?protocols=CORE;sslEnabled=true;keyStoreType=PEM;keyStorePath="
                + certificates.file("broker.pem");
    }

    @AfterEach
    void stop() throws Exception {
        server.stop();
    }

    @Test
    void nothingIsTheMatterWhenAllIsRight() {
        try (ArtemisLanes lanes = lanes("localhost", "right/ca.pem", "hub", "right")) {
            lanes.listen(new Lane("echo", "21556"));
            assertThat(lanes.reachable()).isTrue();
            assertThat(lanes.trouble()).isEmpty();
        }
    }

    @Test
    void aWrongPasswordIsToldAsSuch() {
        says(lanes("localhost", "right/ca.pem", "hub", "wrong"), "does not let the hub in", "hub.broker.password");
    }

    @Test
    void anAuthorityThatDidNotSignIsToldAsSuch() {
        says(lanes("localhost", "others/ca.pem", "hub", "right"), "do not agree on TLS", "PKIX", "trustStorePath");
    }

    @Test
    void anotherNameThanInTheCertificateIsToldAsSuch() {
        says(lanes(OTHER_NAME, "right/ca.pem", "hub", "right"), "do not agree on TLS", OTHER_NAME, "named as in there");
    }

    @Test
    void aTrustStoreThatIsNotThereIsToldAsSuch() {
        says(lanes("localhost", "nowhere/ca.pem", "hub", "right"), "nowhere/ca.pem", "trustStorePath");
    }

    @Test
    void speakingWithoutTlsIsTold() {
        says(connecting("tcp://localhost:" + port, "hub", "right"), "The broker is out of reach", "sslEnabled=true");
    }

    @Test
    void aRightThatIsMissingIsToldUntilItIsThere() {
        try (ArtemisLanes lanes = lanes("localhost", "right/ca.pem", "guest", "right")) {
            Lane lane = new Lane("echo", "21556");
            for (int attempt = 0; attempt < 2; attempt++) {
                assertThatThrownBy(() -> lanes.listen(lane)).isInstanceOf(IllegalStateException.class);
                assertThat(lanes.trouble().orElse(""))
                        .contains(
                                "what the lanes need",
                                "guest",
                                "createNonDurableQueue, consume and send on hub.lane.#");
                assertThat(lanes.connect()).isEqualTo(Lanes.Link.NEW);
            }
            server.getSecurityRepository().addMatch("hub.lane.#", Set.of(role("guests", true)));
            lanes.listen(lane);
            assertThat(lanes.trouble()).isEmpty();
        }
    }

    private static void says(ArtemisLanes lanes, String... words) {
        try (lanes) {
            assertThat(lanes.reachable()).isFalse();
            assertThat(lanes.trouble().orElse("")).contains(List.of(words)).contains(" Found: ");
        }
    }

    private ArtemisLanes lanes(String host, String authority, String user, String password) {
        return connecting(
                "tcp://" + host + ":" + port + "?sslEnabled=true&trustStoreType=PEMCA&trustStorePath="
                        + folder.resolve(authority),
                user,
                password);
    }

    private static ArtemisLanes connecting(String url, String user, String password) {
        ArtemisLanes lanes = new ArtemisLanes(Broker.external(url, user, password));
        lanes.open("echo", bundle -> {});
        lanes.connect();
        return lanes;
    }

    private static Role role(String name, boolean may) {
        return new Role(name, may, may, false, false, may, false, false, false, may, false, false, false);
    }
}
