package vn.lienthong.hub.app;

import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The move of units to the provincial software.
 *
 * @param plan file of the plan; without one there are no waves
 */
public record SwitchoverSettings(@Nullable String plan) {

    /** The file of the plan, absolute. */
    Optional<Path> planFile() {
        return Optional.ofNullable(plan)
                .filter(file -> !file.isBlank())
                .map(file -> Path.of(file).toAbsolutePath().normalize());
    }
}
