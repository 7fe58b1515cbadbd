package vn.lienthong.hub.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import vn.lienthong.hub.delivery.FileLinks.Link;

class FileLinksTest {

    private static final String SHA256 = "0123456789abcdef".repeat(4);
    private static final Instant OLD = Instant.parse("2026-01-05T01:00:00Z");
    private static final Instant NEW = Instant.parse("2026-06-05T01:00:00Z");
    private static final Link LINK = new Link(42, SHA256, "Tờ khai.PDF", "application/pdf");

    @TempDir
    Path folder;

    private FileLinks links() {
        return new FileLinks("https://hub.example", FileLinkKeys.at(folder.resolve("files.key")));
    }

    private static Optional<Link> read(FileLinks links, String address) {
        String[] parts =
                address.substring("https://hub.example/v1/files/".length()).split("/", -1);
        return links.read(parts[0], parts[1], parts[2]);
    }

    private static String key(int seed) {
        byte[] key = new byte[32];
        key[0] = (byte) seed;
        return Base64.getEncoder().encodeToString(key);
    }

    @Test
    void anAddressIsTheSameEachTimeAndSaysWhatItIsFor() throws IOException {
        String address = links().of(LINK, OLD);
        assertThat(address)
                .startsWith("https://hub.example/v1/files/" + SHA256 + "/")
                .endsWith("/tep.pdf");
        assertThat(links().of(LINK, OLD)).as("after a restart").isEqualTo(address);
        assertThat(read(links(), address)).contains(LINK);
        assertThat(links().of(new Link(43, SHA256, "Tờ khai.PDF", "application/pdf"), OLD))
                .isNotEqualTo(address);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve("files.key"))))
                .isEqualTo("rw-------");
    }

    @Test
    void nobodyReadsANameOutOfAnAddress() {
        Link named =
                new Link(42, SHA256, "CCCD Nguyễn Thị Mẫu 052190999901 mặt trước và mặt sau.pdf", "application/pdf");
        String address = links().of(named, OLD);
        byte[] ticket = Base64.getUrlDecoder().decode(address.split("/")[6]);
        assertThat(new String(ticket, StandardCharsets.UTF_8)).doesNotContain("CCCD", "0521", "Mẫu", "pdf");
        assertThat(read(links(), address)).contains(named);
        byte[] other = Base64.getUrlDecoder()
                .decode(links().of(new Link(43, SHA256, named.name(), named.mediaType()), OLD)
                        .split("/")[6]);
        assertThat(Arrays.copyOfRange(other, 25, other.length))
                .as("another transfer's shares nothing with it")
                .isNotEqualTo(Arrays.copyOfRange(ticket, 25, ticket.length));
    }

    @Test
    void aNewKeySignsForWhatIsAcceptedLaterAndChangesNothingElse() throws IOException {
        Path file = folder.resolve("files.key");
        Files.writeString(file, "1970-01-01T00:00:00Z " + key(1) + "\n");
        String before = links().of(LINK, OLD);
        Files.writeString(file, "# new\n2026-03-01T00:00:00Z " + key(2) + "\n1970-01-01T00:00:00Z " + key(1) + "\n");
        assertThat(links().of(LINK, OLD)).isEqualTo(before);
        String later = links().of(LINK, NEW);
        assertThat(later).isNotEqualTo(before);
        assertThat(read(links(), before)).contains(LINK);
        assertThat(read(links(), later)).contains(LINK);
        Files.writeString(file, "2026-03-01T00:00:00Z " + key(2) + "\n");
        assertThat(read(links(), before)).isEmpty();
        assertThat(read(links(), later)).contains(LINK);
    }

    @Test
    void nodesWithDifferentKeysAreToldApartByASumThatGivesNoneAway() throws IOException {
        Path file = folder.resolve("files.key");
        Files.writeString(file, "# one\n1970-01-01T00:00:00Z " + key(1) + "\n");
        String one = links().sum();
        Files.writeString(file, "1970-01-01T00:00:00.000Z   " + key(1));
        assertThat(links().sum()).as("the same keys, written otherwise").isEqualTo(one);
        Files.writeString(file, "1970-01-01T00:00:00Z " + key(2) + "\n");
        assertThat(links().sum()).isNotEqualTo(one);
        Files.writeString(file, "1970-01-01T00:00:01Z " + key(1) + "\n");
        assertThat(links().sum()).as("from another time on").isNotEqualTo(one);
        assertThat(one).doesNotContain(key(1)).hasSize(64);
    }

    @Test
    void whateverIsChangedInAnAddressIsNoticed() {
        FileLinks links = links();
        String[] parts = links.of(LINK, OLD)
                .substring("https://hub.example/v1/files/".length())
                .split("/");
        for (int i = 0; i < parts[1].length() - 1; i++) {
            char other = parts[1].charAt(i) == 'A' ? 'B' : 'A';
            String changed = parts[1].substring(0, i) + other + parts[1].substring(i + 1);
            assertThat(links.read(parts[0], changed, parts[2]))
                    .as("letter %d", i)
                    .isEmpty();
        }
        assertThat(links.read("f".repeat(64), parts[1], parts[2])).isEmpty();
        assertThat(links.read(parts[0], parts[1], "tep.exe")).isEmpty();
        assertThat(links.read(parts[0], "", parts[2])).isEmpty();
        assertThat(links.read("x", parts[1], parts[2])).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "not a key", "2026-03-01T00:00:00Z c2hvcnQ=", "yesterday AAAA"})
    void aFileThatHoldsNoKeyIsTold(String text) throws IOException {
        Files.writeString(folder.resolve("files.key"), text);
        assertThatThrownBy(this::links)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("hub.files.key-file")
                .hasMessageNotContaining("c2hvcnQ=");
    }
}
