package vn.lienthong.hub.connector;

import java.io.IOException;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every case of every connector: what is sent equals sent.http, what is answered reads as expected.yaml says. */
class ConnectorCasesIT {

    private static Bed bed;
    private static CasePlay play;

    @BeforeAll
    static void start() {
        bed = new Bed();
        play = new CasePlay(bed);
    }

    @AfterAll
    static void stop() {
        play.close();
        bed.close();
    }

    static Stream<ConnectorCase> cases() {
        return Bed.names().flatMap(name -> ConnectorCase.all(name).stream());
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("cases")
    void sendsAndReadsAsTheCaseSays(ConnectorCase situation) throws IOException {
        play.sendsAndReadsAsTheCaseSays(situation);
    }
}
