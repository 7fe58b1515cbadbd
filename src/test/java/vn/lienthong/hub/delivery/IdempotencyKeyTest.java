package vn.lienthong.hub.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import vn.lienthong.hub.mapping.Message;

class IdempotencyKeyTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    private static String key(long transfer, String operation, String body) {
        try {
            return IdempotencyKey.of(transfer, new Message(operation, JSON.readTree(body), true, List.of(), false));
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e);
        }
    }

    @Test
    void aCreateThatBecomesAnUpdateHasAnotherKey() {
        assertThat(key(7, "DongBoHoSoMC", "{\"isUpdating\":\"False\"}"))
                .matches("0000000000007-DongBoHoSoMC-[0-9a-f]{12}")
                .isEqualTo(key(7, "DongBoHoSoMC", "{\"isUpdating\": \"False\"}"))
                .isNotEqualTo(key(7, "DongBoHoSoMC", "{\"isUpdating\":\"True\"}"))
                .isNotEqualTo(key(8, "DongBoHoSoMC", "{\"isUpdating\":\"False\"}"))
                .isNotEqualTo(key(7, "CapNhatTienDoHoSoMC", "{\"isUpdating\":\"False\"}"));
    }

    @Test
    void aDeliberateResendHasAKeyOfItsOwnForTheSameBytes() {
        Message message = new Message("a", JSON.createObjectNode(), true, List.of(), false);

        assertThat(IdempotencyKey.of(7, 1, message))
                .isEqualTo(IdempotencyKey.of(7, message) + "-1")
                .isNotEqualTo(IdempotencyKey.of(7, 2, message));
    }

    @Property
    void theSameKeyMeansTheSameBytes(@ForAll String one, @ForAll String other) {
        String first = JSON.createObjectNode().put("x", one).toString();
        String second = JSON.createObjectNode().put("x", other).toString();

        assertThat(key(7, "a", first).equals(key(7, "a", second))).isEqualTo(first.equals(second));
    }
}
