package vn.lienthong.hub.app;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;

/** How many signs go into a line where a person watches. */
final class ScreenWidth {
    private ScreenWidth() {}

    /** Of the terminal; the given one where there is none, or it does not tell. */
    static int of(int otherwise) {
        String said = System.getenv("COLUMNS");
        if (said != null && said.matches("\\d{2,4}")) {
            return Integer.parseInt(said);
        }
        return HubCommand.onTerminal() ? asked(otherwise) : otherwise;
    }

    private static int asked(int otherwise) {
        try {
            Process stty = new ProcessBuilder("stty", "size")
                    .redirectInput(ProcessBuilder.Redirect.INHERIT)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            String size = new String(stty.getInputStream().readAllBytes(), StandardCharsets.US_ASCII).strip();
            boolean told = stty.waitFor(1, TimeUnit.SECONDS) && size.matches("\\d+ \\d{2,4}");
            return told ? Integer.parseInt(size.substring(size.indexOf(' ') + 1)) : otherwise;
        } catch (IOException e) {
            return otherwise;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return otherwise;
        }
    }
}
