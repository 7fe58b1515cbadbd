package vn.lienthong.hub.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.RequestMapping;

class GateTest {
    @Test
    void standsBeforeEveryCallOfOurControllers() throws Exception {
        List<String> paths = new ArrayList<>();
        for (Class<?> controller : controllers()) {
            for (Method method : controller.getDeclaredMethods()) {
                RequestMapping mapping = AnnotatedElementUtils.findMergedAnnotation(method, RequestMapping.class);
                if (mapping != null) {
                    paths.addAll(List.of(mapping.path()));
                }
            }
        }

        assertThat(paths).contains("/v1/rerun", "/v1/retention", "/v1/audit/dossiers/{code}");
        assertThat(paths)
                // The only one that needs no credential: its address is signed.
                .filteredOn(path -> !path.startsWith("/v1/files/"))
                .allSatisfy(path -> assertThat(Arrays.stream(Gate.PATTERNS).anyMatch(pattern -> covers(pattern, path)))
                        .as(path)
                        .isTrue());
    }

    @Test
    void failuresOfEveryControllerAreToldAsProblems() throws Exception {
        assertThat(controllers()).hasSizeGreaterThan(6).allSatisfy(controller -> assertThat(
                        controller.isAnnotationPresent(HubApi.class))
                .isTrue());
    }

    private static boolean covers(String pattern, String path) {
        String start = pattern.substring(0, pattern.length() - "/*".length());
        return path.equals(start) || path.startsWith(start + "/");
    }

    private static List<Class<?>> controllers() throws IOException, ClassNotFoundException {
        List<Class<?>> controllers = new ArrayList<>();
        try (Stream<Path> sources = Files.list(Path.of("src/main/java/vn/lienthong/hub/app"))) {
            for (Path source : sources.toList()) {
                String name = source.getFileName().toString().replace(".java", "");
                if (name.endsWith("-info")) {
                    continue;
                }
                Class<?> type = Class.forName("vn.lienthong.hub.app." + name);
                if (!type.isAnnotation() && AnnotatedElementUtils.hasAnnotation(type, Controller.class)) {
                    controllers.add(type);
                }
            }
        }
        return controllers;
    }
}
