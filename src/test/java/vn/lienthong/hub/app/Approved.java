package vn.lienthong.hub.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/**
 * Texts that people read, approved by a person: kept whole in {@code src/test/resources} beside the tests' package. To approve a new
 * text, read it in the failure and put it into the file that the failure names.
 */
final class Approved {
    private Approved() {}

    static void assertApproved(String name, String text) throws IOException {
        try (InputStream approved = Approved.class.getResourceAsStream(name)) {
            String expected = approved == null ? "" : new String(approved.readAllBytes(), StandardCharsets.UTF_8);
            assertThat(text)
                    .as("approved text src/test/resources/vn/lienthong/hub/app/" + name)
                    .isEqualTo(expected);
        }
    }
}
