package vn.lienthong.hub.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import vn.lienthong.hub.mapping.Mapping;
import vn.lienthong.hub.mapping.MappingResult;
import vn.lienthong.hub.mapping.Mappings;
import vn.lienthong.hub.mapping.RecordSchema;
import vn.lienthong.hub.reference.Reference;

/**
 * How long one record of 60 fields and 2.3 KB takes from DossierRecord to validated messages for the province. Not part of
 * {@code verify}; run {@code mvn -q test-compile org.codehaus.mojo:exec-maven-plugin:3.5.0:exec -Dexec.executable=java -Dexec.classpathScope=test
 * -Dexec.args="-cp %classpath vn.lienthong.hub.bench.MappingBenchmark"}. Target: under 100 µs.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(1)
public class MappingBenchmark {
    private static final Path RECORD = Path.of("src/test/resources/mapping/sixty-fields.json");
    private static final Path MAPPINGS = Path.of("mappings");

    private ObjectNode input = new ObjectMapper().createObjectNode();
    private final Mapping mapping = mapping("dossier-to-province-rest");
    private final RecordSchema schema = RecordSchema.load(MAPPINGS);

    /** Reads the record. */
    @Setup
    public void read() throws IOException {
        input = input();
    }

    /** A mapping of this repository. */
    public static Mapping mapping(String name) {
        return Mappings.load(MAPPINGS, Reference.load(MAPPINGS.resolve("tables")))
                .named(name)
                .orElseThrow();
    }

    /** The record, of which the destination holds nothing. */
    public static ObjectNode input() throws IOException {
        ObjectNode input = new ObjectMapper().createObjectNode();
        input.set("record", new ObjectMapper().readTree(Files.readAllBytes(RECORD)));
        input.putObject("held").put("exists", false).putArray("steps");
        return input;
    }

    /** The whole mapping, output schema included. */
    @Benchmark
    public MappingResult mapsOneRecord() {
        return mapping.apply(input);
    }

    /** What the intake asks of the record schema. */
    @Benchmark
    public List<RecordSchema.Fault> checksOneRecord() {
        JsonNode dossierRecord = input.path("record");
        return schema.validate(dossierRecord);
    }

    public static void main(String[] arguments) throws RunnerException {
        new Runner(new OptionsBuilder()
                        .include(MappingBenchmark.class.getName())
                        .build())
                .run();
    }
}
