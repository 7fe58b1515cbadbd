package vn.lienthong.hub.replay;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.tomakehurst.wiremock.http.ResponseDefinition;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import vn.lienthong.hub.replay.Misbehaviour.Kind;

/** What WireMock is told to answer, as the weather has it. */
class ProvinceAnswersTest {
    private static final FakeProvince.Settings SETTINGS =
            FakeProvince.Settings.defaults().withSlowness(Duration.ofMillis(700));

    private final ProvinceAnswers answers = new ProvinceAnswers(
            new ProvinceDesk(
                    SETTINGS,
                    new Weather(1, List.of()),
                    new Sessions(Clock.systemUTC(), Duration.ofMinutes(1), 1),
                    new Tally(),
                    ProvinceDesk.emptyShelf()),
            Optional::empty,
            Optional::empty,
            Optional::empty,
            SETTINGS);

    private ResponseDefinition answer(String body, Kind... hits) {
        return answers.answer(new Reply(body.getBytes(StandardCharsets.UTF_8), List.of(hits), 1));
    }

    @Test
    void whatHasABodyDrips() {
        ResponseDefinition answer = answer("{\"error_code\":0}", Kind.SLOW_DRIP);

        assertThat(answer.getChunkedDribbleDelay()).isNotNull();
        assertThat(answer.getChunkedDribbleDelay().getTotalDuration()).isEqualTo(700);
        assertThat(answer.getFixedDelayMilliseconds()).isNull();
    }

    /** WireMock drips nothing where there is nothing, and would answer at once. */
    @ParameterizedTest
    @CsvSource({"EMPTY_200, x", "FAULT, x", "RESET, x", "GARBAGE, x", "HALF_A_BODY, x", "SLOW_DRIP, ''"})
    void whatHasNoBodyComesAsLateAsItsDripsWould(Kind kind, String body) {
        ResponseDefinition answer = answer(body, kind, Kind.SLOW_DRIP);

        assertThat(answer.getFixedDelayMilliseconds()).isEqualTo(700);
        assertThat(answer.getChunkedDribbleDelay()).isNull();
    }

    @Test
    void whatComesInPlaceOfTheAnswerDripsToo() {
        ResponseDefinition answer = answer("{}", Kind.DOWN, Kind.SLOW_DRIP);

        assertThat(answer.getStatus()).isEqualTo(503);
        assertThat(new String(answer.getByteBody(), StandardCharsets.UTF_8)).isEqualTo("Hệ thống tạm ngừng phục vụ");
        assertThat(answer.getChunkedDribbleDelay()).isNotNull();
    }
}
