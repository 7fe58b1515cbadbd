package vn.lienthong.hub.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.lienthong.hub.delivery.FileLinkKeys;
import vn.lienthong.hub.delivery.FileLinks;
import vn.lienthong.hub.journal.Journal.Difference;

/** What nodes on one journal compare; that they notice a difference: {@code AgreementIT}. */
class NodesAgreeTest {

    @TempDir
    Path folder;

    private Map<String, String> matters(String node) {
        FileLinks links = new FileLinks(
                "https://hub.example", FileLinkKeys.at(folder.resolve(node).resolve("files.key")));
        return HubLifecycle.matters(
                Map.of("province-rest", Map.of("address", "https://p", "username", "u", "password", "bi-mat")), links);
    }

    @Test
    void nodesThatMadeTheirOwnKeysOfAddressesDiffer() {
        Map<String, String> one = matters("one");
        assertThat(one).containsOnlyKeys("province-rest", "hub.files.key-file");
        assertThat(matters("one")).isEqualTo(one);
        assertThat(matters("two").get("province-rest")).isEqualTo(one.get("province-rest"));
        assertThat(matters("two").get("hub.files.key-file")).isNotEqualTo(one.get("hub.files.key-file"));
        assertThat(one.toString()).doesNotContain("bi-mat");
    }

    @Test
    void healthSaysWhichOfThemDiffers() {
        assertThat(HubHealth.nodes(() ->
                                List.of(new Difference("hub.files.key-file", "hub-2"), new Difference("echo", "hub-2")))
                        .health()
                        .getDetails())
                .containsEntry(
                        "hub.files.key-file at hub-2",
                        "that node has other keys for addresses of files: give all nodes the same file")
                .containsEntry(
                        "echo at hub-2",
                        "that node has another address, username or unit-code of it: give all nodes the same");
    }
}
