package vn.lienthong.hub.connector;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
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
import vn.lienthong.hub.bench.MappingBenchmark;
import vn.lienthong.hub.mapping.Mapping;
import vn.lienthong.hub.mapping.MappingResult;
import vn.lienthong.hub.mapping.Message;

/**
 * How long one record of 60 fields and 2.3 KB takes from DossierRecord to envelopes of {@code province-soap} that keep the contract's XSD. Not part of
 * {@code verify}: docs/benchmark.md says how to run it. Limit: under 150 µs.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 4, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(1)
public class XmlMappingBenchmark {
    private ObjectNode input = new ObjectMapper().createObjectNode();
    private final Mapping mapping = MappingBenchmark.mapping("dossier-to-province-soap");
    private final SoapContract contract =
            SoapContract.read(Bed.CONNECTORS.resolve("province-soap/contract/exchange.wsdl"));

    /** Reads the record, and sees that it can be said at all: a refusal would be quick. */
    @Setup
    public void read() throws IOException {
        input = MappingBenchmark.input();
        if (mapsAndWrites() == 0) {
            throw new IllegalStateException("Nothing was made of the record: " + mapping.apply(input));
        }
    }

    /** The mapping with its output schema, then each message as an envelope, checked against the contract; in bytes. */
    @Benchmark
    public int mapsAndWrites() {
        return messages().stream()
                .mapToInt(message -> contract.envelope(message.operation(), message.body()).length)
                .sum();
    }

    /** The mapping with its output schema alone. */
    @Benchmark
    public List<Message> messages() {
        return mapping.apply(input) instanceof MappingResult.Mapped mapped ? mapped.messages() : List.of();
    }

    /** Runs it. */
    public static void main(String[] arguments) throws RunnerException {
        new Runner(new OptionsBuilder()
                        .include(XmlMappingBenchmark.class.getSimpleName())
                        .build())
                .run();
    }
}
