package vn.lienthong.hub.app;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** As whom to speak to a hub: options that several commands share. The secret itself never stands on the command line. */
final class Credential {
    static final String PASSWORD_VARIABLE = "HUB_PASSWORD";

    @Option(
            names = "--user",
            paramLabel = "NAME",
            description = "name of the operator or source, where the hub asks for one")
    private @Nullable String user;

    @Option(
            names = "--password-file",
            paramLabel = "FILE",
            description =
                    "file with the password; without it the environment variable " + PASSWORD_VARIABLE + " is read")
    private @Nullable Path passwordFile;

    /** The Authorization header; null when no user is named. */
    @Nullable
    String header() {
        if (user == null) {
            refusePasswordOfNobody();
            return null;
        }
        String pair = user + ":" + password(user);
        return "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8));
    }

    /** A password that is silently left out would end in a 401 that nobody understands. */
    private void refusePasswordOfNobody() {
        if (passwordFile != null || System.getenv(PASSWORD_VARIABLE) != null) {
            throw CommandFailure.usage(
                    "There is a password, and nobody whose it is.",
                    (passwordFile == null ? "the variable " + PASSWORD_VARIABLE : "--password-file")
                            + " without --user",
                    "Add --user NAME, or take the password away where the hub asks for none.");
        }
    }

    private String password(String name) {
        try {
            String password = passwordFile == null
                    ? System.getenv(PASSWORD_VARIABLE)
                    : Files.readString(passwordFile, StandardCharsets.UTF_8).strip();
            if (password != null) {
                return password;
            }
        } catch (IOException e) {
            throw CommandFailure.usage(
                    "The password file cannot be read.",
                    passwordFile + " (" + e.getClass().getSimpleName() + ")",
                    "Give --password-file a file that this user may read.");
        }
        throw CommandFailure.usage(
                "There is no password for user " + name + ".",
                "neither --password-file nor the variable " + PASSWORD_VARIABLE,
                "Give one of the two; never the password itself on the command line.");
    }
}
