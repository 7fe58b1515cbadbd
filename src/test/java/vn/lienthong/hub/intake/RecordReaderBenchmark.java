package vn.lienthong.hub.intake;

import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** What it costs to read one record of 2.5 KB and 80 fields: encoding, JSON, schema, references, canonical form, fingerprint. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
public class RecordReaderBenchmark {
    private final byte[] record = sample().getBytes(StandardCharsets.UTF_8);

    @Benchmark
    public RecordReader.Result read() {
        return Readers.READER.read(record);
    }

    static String sample() {
        StringBuilder steps = new StringBuilder();
        for (int i = 0; i < 4; i++) {
            steps.append(i == 0 ? "" : ",")
                    .append("{\"at\":\"2019-12-16T0")
                    .append(8 + i % 2)
                    .append(":1")
                    .append(i)
                    .append(
                            ":00+07:00\",\"by\":\"TRẦN THỊ MẪU\",\"position\":\"Chuyên viên\",\"department\":\"Bộ phận Một cửa\",\"note\":\"Thẩm định điều kiện, trình lãnh đạo ký duyệt\",\"status\":\"PROCESSING\"}");
        }
        return "{\"dossierCode\":\"000.01.10.H08-191216-0042\",\"revision\":3,\"procedureCode\":\"1.001193.000.00.00.H08\","
                + "\"unit\":\"21556\",\"channel\":\"ONLINE\",\"serviceLevel\":4,\"receiptNumber\":\"BN-0042\",\"status\":\"PROCESSING\","
                + "\"summary\":\"Đề nghị cấp mới giấy chứng nhận đăng ký hộ kinh doanh ngành bán lẻ hàng nông sản, cà phê và hồ tiêu (mẫu)\","
                + "\"receivedAt\":\"2019-12-16T08:05:00+07:00\",\"dueAt\":\"2019-12-19T17:00:00+07:00\",\"returnMethod\":\"POST\","
                + "\"applicant\":{\"kind\":\"CITIZEN\",\"name\":\"NGUYỄN VĂN MẪU\",\"bornOn\":\"1989-06-15\",\"sex\":\"MALE\",\"identity\":{\"type\":\"CCCD\",\"number\":\"052089000001\",\"issuedOn\":\"2018-04-19\",\"issuedBy\":\"Cục Cảnh sát (mẫu)\"},\"phone\":\"0905000111\",\"email\":\"mau@example.vn\",\"address\":{\"line\":\"1 Đường Mẫu, tổ 5\",\"ward\":\"21556\",\"district\":\"540\",\"province\":\"52\"}},"
                + "\"submitter\":{\"kind\":\"CITIZEN\",\"name\":\"LÊ THỊ MẪU\",\"phone\":\"0905000112\"},"
                + "\"papers\":[{\"code\":\"TP01\",\"name\":\"Giấy đề nghị đăng ký hộ kinh doanh\",\"originals\":1,\"certifiedCopies\":0,\"photocopies\":0,\"attachments\":[\"a1\"]},{\"code\":\"TP02\",\"name\":\"Bản sao căn cước công dân\",\"originals\":0,\"certifiedCopies\":1,\"photocopies\":0,\"attachments\":[\"a2\"]}],"
                + "\"attachments\":[{\"id\":\"a1\",\"name\":\"to-khai.pdf\",\"mediaType\":\"application/pdf\",\"size\":48213,\"sha256\":\""
                + "0a".repeat(32)
                + "\"},{\"id\":\"a2\",\"name\":\"cccd.pdf\",\"mediaType\":\"application/pdf\",\"size\":4821,\"sha256\":\""
                + "0b".repeat(32) + "\"}],"
                + "\"fees\":[{\"code\":\"LP01\",\"name\":\"Lệ phí đăng ký\",\"kind\":\"FEE\",\"amount\":\"100000\",\"due\":\"AT_RECEPTION\",\"paidAt\":\"2019-12-16T08:06:00+07:00\",\"paidBy\":\"NGUYỄN VĂN MẪU\"}],"
                + "\"steps\":[" + steps + "]}";
    }
}
