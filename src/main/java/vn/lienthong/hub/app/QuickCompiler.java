package vn.lienthong.hub.app;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.management.JMException;
import javax.management.ObjectName;

/**
 * Keeps the JVM's optimising compiler (C2) out of a process that lives for a minute: on two processors it takes a third of that minute, and what it made
 * is thrown away with the process. The same as {@code -XX:TieredStopAtLevel=1}, which whoever starts {@code java -jar} does not think of.
 */
final class QuickCompiler {
    /** Only C2 knows the processor's own instructions for ciphers and sums. */
    private static final String DIRECTIVES =
            """
            [
              {match: ["com/sun/crypto/provider/*.*", "sun/security/provider/*.*"], c2: {Exclude: false}},
              {match: "*.*", c2: {Exclude: true}}
            ]
            """;

    private QuickCompiler() {}

    /** From now on; a JVM that cannot be told goes on as it is. */
    static void only() {
        try {
            Path file = Files.createTempFile("replay", ".directives");
            try {
                Files.writeString(file, DIRECTIVES);
                ManagementFactory.getPlatformMBeanServer()
                        .invoke(
                                new ObjectName("com.sun.management:type=DiagnosticCommand"),
                                "compilerDirectivesAdd",
                                new Object[] {new String[] {file.toString()}},
                                new String[] {String[].class.getName()});
            } finally {
                Files.delete(file);
            }
        } catch (IOException | JMException | RuntimeException e) {
            // Slower, and nothing else.
        }
    }
}
