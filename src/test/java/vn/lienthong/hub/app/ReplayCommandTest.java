package vn.lienthong.hub.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.lienthong.hub.difference.Exchanges;
import vn.lienthong.hub.recording.ExchangeFolder;
import vn.lienthong.hub.recording.RecordedExchange;
import vn.lienthong.hub.recording.RecordedExchange.About;
import vn.lienthong.hub.recording.RecordedExchange.Recorded;

/** What a person must say and know before a recording is played at an address. All that is in it is made up, and nothing is sent. */
class ReplayCommandTest {
    private static final String REAL = "https://192.0.2.1/adapter";
    private static final String TEST = "https://192.0.2.2/adapter";

    @TempDir
    private Path place;

    @BeforeEach
    void rawRecording() {
        RecordedExchange masked = Exchanges.of(
                "000-1",
                "0000000000001",
                List.of(Exchanges.leg(
                        "DongBoHoSoMC",
                        "POST /ws HTTP/1.1\r\nContent-Type: application/json\r\n\r\n{}",
                        "HTTP/1.1 200\r\nContent-Type: application/json\r\n\r\n{}")));
        About about = masked.about();
        Recorded was = about.recorded();
        Recorded raw = new Recorded(was.at(), was.by(), was.why(), was.from(), null, null);
        ExchangeFolder.write(
                place.resolve("raw"),
                new RecordedExchange(
                        new About(
                                about.dossierCode(),
                                about.revision(),
                                about.transfer(),
                                about.unit(),
                                about.destination(),
                                about.connector(),
                                about.versions(),
                                about.state(),
                                about.row(),
                                about.problem(),
                                about.acceptedAt(),
                                raw),
                        null,
                        masked.legs(),
                        List.of(),
                        List.of()));
    }

    @Test
    void whatIsMissingAtAnAddressForTestsIsAskedForWhereItBelongs() {
        refused(live("http://127.0.0.1:1"), "Setting hub.rehearsal.addresses.province-rest.username is missing");
    }

    private Ran live(String address, String... more) {
        String[] args = {
            "replay", place.resolve("raw").toString(), "--set", "hub.data=" + place.resolve("data"), "--live", address
        };
        return Ran.command(Stream.concat(Stream.of(args), Stream.of(more)).toArray(String[]::new));
    }

    private static String[] said(String word, String... more) {
        return Stream.concat(Stream.of("--i-know", word, "--by", "An", "--why", "a test"), Stream.of(more))
                .toArray(String[]::new);
    }

    private static void refused(Ran ran, String... words) {
        assertThat(ran.err()).contains(words);
        assertThat(ran.out()).isEmpty();
    }

    @Test
    void aRawRecordingDoesNotLeaveThisMachine() {
        Ran ran = live(TEST, said("test-system", "--set", "hub.destinations.province-rest.address=" + REAL));
        refused(ran, "The recording does not leave this machine: original values are left in it.", "--raw");
        assertThat(ran.code()).isEqualTo(1);
    }

    @Test
    void aWordNobodyKnowsIsRefusedEverywhere() {
        refused(live("http://127.0.0.1:9", said("whatever")), "with --i-know whatever");
        refused(live(TEST), "192.0.2.2 without --i-know");
        refused(live(TEST, "--i-know", "test-system"), "no --by");
    }

    @Test
    void theRealProvinceIsTheAddressThatIsConfiguredAndNoOther() {
        String[] real = said("real-province", "--set", "hub.destinations.province-rest.address=" + REAL);
        refused(live(TEST, real), "This is not the real address of the destination", "is another one");
        refused(live("http://127.0.0.1:9", real), "This is not the real address of the destination");
        refused(live(TEST, said("real-province")), "address is not given");
        refused(
                live(REAL, said("test-system", "--set", "hub.destinations.province-rest.address=" + REAL)),
                "This is the real address of the destination");
        refused(live(REAL, real), "The recording does not leave this machine");
    }

    @Test
    void whatIsNotConfiguredIsNotAskedBeyondThisMachine() {
        Ran ran = live(TEST, said("test-system"));
        refused(ran, "Nobody can tell whether this is the real address");
        assertThat(ran.code()).isEqualTo(2);
    }

    @Test
    void aLogInElsewhereLeavesThisMachineToo() {
        Ran ran = live(
                "http://127.0.0.1:9",
                "--set",
                "hub.destinations.province-rest.address=" + REAL,
                "--set",
                "hub.rehearsal.addresses.province-rest.address=" + TEST,
                "--set",
                "hub.rehearsal.addresses.province-rest.login-address=https://192.0.2.3/login");
        refused(ran, "--live to https://192.0.2.3 without --i-know", "log-in addresses too");
        assertThat(ran.code()).isEqualTo(2);
    }

    @Test
    void whereNothingArrivesAtAllItIsOutOfReach() throws IOException {
        int silent;
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            silent = taken.getLocalPort();
        }
        String of = "hub.rehearsal.addresses.province-rest.";
        Ran ran = live(
                "http://127.0.0.1:" + silent,
                "--set",
                "hub.destinations.province-rest.address=" + REAL,
                "--set",
                of + "address=" + TEST,
                "--set",
                of + "username=demo",
                "--set",
                of + "password=demo");
        assertThat(ran.err()).contains("Nothing could be asked at the address.");
        assertThat(ran.out()).contains("0 exchanges replayed", "1 failed", "failed: 1, message 1: ");
        assertThat(ran.code()).isEqualTo(3);
    }

    @Test
    void aReportThatCannotBeWrittenAndARowThatCannotBeReadAreToldBeforeAnythingIsPlayed() throws IOException {
        Ran ran = Ran.command(
                "replay",
                place.resolve("raw").toString(),
                "--fake",
                "--html",
                place.resolve("no/such/a.html").toString());
        refused(ran, "The report cannot be written.");
        Files.writeString(place.resolve("raw/ignore.yaml"), "ignore:\n- {where: 'answer:/a', why: ''}\n");
        Ran bad = Ran.command("replay", place.resolve("raw").toString(), "--fake");
        refused(bad, "A difference is not ignored without a reason.");
        Files.writeString(place.resolve("raw/ignore.yaml"), "[".repeat(50_000));
        refused(
                Ran.command("replay", place.resolve("raw").toString(), "--fake"),
                "The file is not YAML.",
                "without end");
        assertThat(List.of(ran.code(), bad.code())).containsExactly(2, 2);
    }
}
