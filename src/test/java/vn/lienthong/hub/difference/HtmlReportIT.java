package vn.lienthong.hub.difference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.lienthong.hub.recording.RecordedExchange;
import vn.lienthong.hub.recording.RecordedExchange.Leg;

/** The page of ten thousand exchanges in a real browser, where there is one. Everybody in it is made up. */
class HtmlReportIT {
    private static final int EXCHANGES = 10_000;
    private static final Ignore TIME = new Ignore("answer:/**/NgayDongBo", "the time of the call", "", "", "a test");
    private static final Pattern DRAWN = Pattern.compile("data-drawn=\"\\d+\"");

    @TempDir
    private Path place;

    /** An answer of the size of a real one, in SOAP or JSON; one in a hundred has a status of its own. */
    private static RecordedExchange exchange(int number, String time) {
        boolean right = time.endsWith("Z");
        String status = right && number % 100 == 0 ? "500" : "200";
        String name = (number == 4712 ? "</script>" : "") + (right ? "Trần Thị Mẫu" : "Trần Văn Mẫu");
        String steps = IntStream.range(0, 10)
                .mapToObj(i -> "{\"buoc\":" + i + ",\"ghiChu\":\"Đã tiếp nhận hồ sơ, chuyển bộ phận chuyên môn\"}")
                .reduce((a, b) -> a + "," + b)
                .orElse("");
        String json = "{\"error_code\":\"0\",\"NgayDongBo\":\"" + time + "\",\"chuHoSo\":\"" + name + " " + number
                + "\",\"steps\":[" + steps + "],\"so\":" + (right && number % 7 == 0 ? number + 1 : number) + "}";
        Leg leg = Exchanges.leg(
                number % 2 == 0 ? "DongBoHoSoMC" : "GuiHoSo",
                "POST /ws HTTP/1.1\r\nContent-Type: application/json\r\n\r\n" + json.replace("NgayDongBo", "ngayGui"),
                "HTTP/1.1 " + status
                        + "\r\nContent-Type: text/xml\r\n\r\n<s:Envelope xmlns:s=\"urn:s\"><s:Body><r><![CDATA[" + json
                        + "]]></r></s:Body></s:Envelope>");
        return Exchanges.of("000.00.01.H08-191216-" + number, "" + number, List.of(leg));
    }

    private Path page() throws IOException {
        Path file = place.resolve("differences.html");
        Report report = Report.html(file);
        Tally tally = new Tally(List.of(TIME));
        Comparer comparer = new Comparer(List.of(TIME));
        for (int i = 0; i < EXCHANGES; i++) {
            Comparison one = comparer.compare(
                    "province-rest_000.00.01.H08-191216-" + i + "_r1_" + i,
                    exchange(i, "2019-12-16T08:05:00"),
                    exchange(i, "2026-11-26T20:00:0" + i % 10 + "Z"));
            tally.add(one);
            report.take(one);
        }
        report.end(tally);
        return file;
    }

    @Test
    void tenThousandExchangesOpenAndAreFound() throws IOException, InterruptedException {
        Path page = page();
        assertThat(Files.readString(page)).doesNotContain("http://", "https://", "src=");
        assumeTrue(browser().isPresent() || "required".equals(System.getProperty("parts.browser")), "no chromium here");

        String whole = opened(page, "");
        assertThat(whole)
                .contains("10,000 exchanges, 10,000 with", "10,000 ignored</span>")
                .contains("province-rest DongBoHoSoMC answer value /(status) 200 → 500")
                .doesNotContain("class=\"row ignored\"");
        assertThat(DRAWN.matcher(whole).find()).as("the page is drawn").isTrue();
        assertThat(whole.split("class=\"row\"", -1)).as("rows drawn of 10,000").hasSizeLessThan(200);

        String found = opened(page, "#ignored&search=191216-4711");
        assertThat(found)
                .contains("<h2 id=\"found\">1 exchanges</h2>", "ignored: answer:/**/NgayDongBo: the time of the call")
                .contains("<mark>Văn</mark>", "<mark>Thị</mark>")
                .contains(
                        "<span class=\"count\">1</span>province-rest GuiHoSo answer value /Envelope/Body/r/(json)/chuHoSo");
    }

    private static Optional<Path> browser() {
        return Stream.of("chromium", "chromium-browser", "google-chrome")
                .flatMap(name -> Stream.of(System.getenv("PATH").split(":")).map(folder -> Path.of(folder, name)))
                .filter(Files::isExecutable)
                .findFirst();
    }

    /** Its window may outlive it and hold what it writes to, so that goes to a file. */
    private String opened(Path page, String hash) throws IOException, InterruptedException {
        Path dom = place.resolve("dom.html");
        Process browser = new ProcessBuilder(
                        browser().orElseThrow().toString(),
                        "--headless",
                        "--no-sandbox",
                        "--disable-gpu",
                        "--disable-dev-shm-usage",
                        "--user-data-dir=" + place.resolve("profile"),
                        "--dump-dom",
                        page.toUri() + hash)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .redirectOutput(dom.toFile())
                .start();
        try {
            assertThat(browser.waitFor(60, TimeUnit.SECONDS))
                    .as("the browser is done within a minute")
                    .isTrue();
        } finally {
            browser.descendants().forEach(ProcessHandle::destroyForcibly);
            browser.destroyForcibly();
        }
        assertThat(browser.exitValue()).isZero();
        return Files.readString(dom);
    }
}
