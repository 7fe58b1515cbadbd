package vn.lienthong.hub.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Who acts and why must be there to be read. */
class ActBodyTest {
    private static final Caller ANYBODY = new Caller("anybody", true, false);

    @ParameterizedTest
    @ValueSource(strings = {"", "  ", "\u200b", "\u3164", "\uffa0\u115f", "\u2800", "\u0301", "\u202e "})
    void refusesANameOrAReasonThatNobodyCanSee(String unseen) {
        assertThatThrownBy(() -> act(unseen, "table corrected").by(ANYBODY)).isInstanceOf(ApiFailure.class);
        assertThatThrownBy(() -> act("Nguyen An", unseen).by(ANYBODY)).isInstanceOf(ApiFailure.class);
    }

    @Test
    void takesAnyNameThatCanBeSeen() {
        assertThat(act("Nguyễn Ân", "đã sửa bảng mã").by(ANYBODY).who()).isEqualTo("Nguyễn Ân");
    }

    private static ActBody act(String by, String why) {
        return new ActBody(Json.object().put("by", by).put("why", why));
    }
}
