package vn.lienthong.hub.journal;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Several nodes that make one key file in a folder that they share. */
class SecretFileTest {

    @TempDir
    Path folder;

    @Test
    void ofSeveralThatWriteAtOnceOneIsFirstAndTheOthersAreTold() throws Exception {
        int nodes = 8;
        ExecutorService threads = Executors.newFixedThreadPool(nodes);
        for (int round = 0; round < 20; round++) {
            Path file = folder.resolve("key-" + round);
            CyclicBarrier together = new CyclicBarrier(nodes);
            List<Future<String>> writers = new ArrayList<>();
            for (int node = 0; node < nodes; node++) {
                String content = "key of node " + node;
                writers.add(threads.submit(() -> {
                    together.await();
                    try {
                        SecretFile.write(file, content.getBytes(StandardCharsets.UTF_8));
                        return content;
                    } catch (FileAlreadyExistsException e) {
                        return "";
                    }
                }));
            }
            List<String> wrote = new ArrayList<>();
            for (Future<String> writer : writers) {
                wrote.add(writer.get());
            }
            wrote.removeIf(String::isEmpty);
            assertThat(wrote).containsExactly(Files.readString(file));
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                    .isEqualTo("rw-------");
        }
        threads.shutdown();
        try (Stream<Path> left = Files.list(folder)) {
            assertThat(left).as("nothing half-written stays").hasSize(20);
        }
    }
}
