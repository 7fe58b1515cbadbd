package vn.lienthong.host;

import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** An application that has its own page, and the hub on its class path. */
@SpringBootApplication
class HostApplication {

    /** What the application had before. */
    @RestController
    static class Page {
        @GetMapping("/own-page")
        String text() {
            return "still mine";
        }
    }
}
