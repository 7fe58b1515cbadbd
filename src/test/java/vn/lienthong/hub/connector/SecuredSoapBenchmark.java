package vn.lienthong.hub.connector;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
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
import vn.lienthong.hub.testkit.KeyStores;

/**
 * What WS-Security costs a message of {@code province-soap}, without the network: the envelope alone, with account and time, signed, signed and encrypted;
 * and an answer that is checked. One core's microseconds; a million by it is how many such messages a second one core can send at most. Not part of
 * {@code verify}: docs/benchmark.md says how to run it.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 4, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(1)
public class SecuredSoapBenchmark {

    private final Map<String, WsSecurity> plans = new HashMap<>();
    private JsonNode message = JsonPath.JSON.missingNode();
    private String operation = "";
    private final SoapContract contract =
            SoapContract.read(Bed.CONNECTORS.resolve("province-soap/contract/exchange.wsdl"));
    private Answer.Http answer = new Answer.Http(0, Map.of(), new byte[0]);

    /** Makes keys that are thrown away with the process. */
    @Setup
    public void prepare() throws Exception {
        Path folder = Files.createTempDirectory("secured");
        KeyStores keys = KeyStores.in(folder);
        Sample sample = Sample.of("province-soap");
        message = sample.message().body();
        operation = sample.message().operation();
        OutcomeTable outcomes = new ConnectorFolder(Bed.CONNECTORS.resolve("province-soap"))
                .outcomes()
                .orElseThrow();
        Instance instance = new Instance(
                folder,
                outcomes,
                Map.of("username", "u", "password", "p", "store", KeyStores.SECRET),
                Clock.systemUTC(),
                HeldFiles.NONE);
        for (String actions :
                new String[] {"username-token|timestamp", "timestamp|signature", "timestamp|signature|encryption"}) {
            Map<String, String> told = new HashMap<>(Map.of(
                    "actions", actions,
                    "username", "setting:username",
                    "password", "setting:password",
                    "keyStore", keys.file("hub").toString(),
                    "keyStorePassword", "setting:store",
                    "keyAlias", "hub",
                    "trustStore", keys.trusting("trust", "province").toString(),
                    "trustStorePassword", "setting:store",
                    "receiver", "province"));
            // Without a time stamp in it an answer may be looked at again and again.
            told.put("answer", "signature");
            plans.put(
                    actions, new WsSecurity(new WsSecurityPlan(new StepOptions(StepKind.WS_SECURITY, told)), instance));
        }
        String text = new SignedAnswer(keys, SignedAnswer.taken("0"))
                .stamped(Clock.systemUTC().instant())
                .signed("province", "Body", "Timestamp")
                .text();
        answer = new Answer.Http(200, Map.of("content-type", "text/xml"), text.getBytes(StandardCharsets.UTF_8));
    }

    private WsSecurity plan(String actions) {
        return Objects.requireNonNull(plans.get(actions));
    }

    private byte[] secured(String actions) throws WsSecurity.Failed {
        return plan(actions)
                .secured(contract.envelope(operation, message), null)
                .envelope();
    }

    /** Written and checked against the schemas, no more. */
    @Benchmark
    public byte[] plain() {
        return contract.envelope(operation, message);
    }

    /** With account, as a digest, and time. */
    @Benchmark
    public byte[] account() throws WsSecurity.Failed {
        return secured("username-token|timestamp");
    }

    /** RSA-SHA256, 2048 bits, over body and time stamp. */
    @Benchmark
    public byte[] signed() throws WsSecurity.Failed {
        return secured("timestamp|signature");
    }

    /** The same, and AES-256-GCM with RSA-OAEP over the body. */
    @Benchmark
    public byte[] signedAndEncrypted() throws WsSecurity.Failed {
        return secured("timestamp|signature|encryption");
    }

    /** A signed answer, looked at. */
    @Benchmark
    public Answer answerChecked() {
        return plan("timestamp|signature").verified(answer, WsSecurity.Secured.plain(new byte[0]));
    }

    /** Runs it. */
    public static void main(String[] arguments) throws RunnerException {
        new Runner(new OptionsBuilder()
                        .include(SecuredSoapBenchmark.class.getSimpleName())
                        .build())
                .run();
    }
}
