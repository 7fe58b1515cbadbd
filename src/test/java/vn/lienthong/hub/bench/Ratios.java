package vn.lienthong.hub.bench;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import vn.lienthong.hub.bench.EndToEnd.Result;

/** The means of each peer, and what they are to the bare relay's of the same run. */
final class Ratios {
    private final Map<String, List<Result>> byName = new LinkedHashMap<>();

    Ratios(List<Result> results) {
        results.forEach(result -> byName.computeIfAbsent(result.name(), name -> new java.util.ArrayList<>())
                .add(result));
    }

    void print() {
        System.out.println(
                "| peer | accepted/s | delivered/s | × relay | ack p50 / p99 ms | p99 × relay | CPU ms/record | RSS MB |");
        System.out.println("| --- | --- | --- | --- | --- | --- | --- | --- |");
        for (String name : byName.keySet()) {
            System.out.println(String.format(
                    Locale.ROOT,
                    "| %s | %.0f | %.0f | %.2f | %.1f / %.1f | %.2f | %.3f | %.0f |",
                    name,
                    mean(name, Result::acceptedPerSecond),
                    mean(name, Result::deliveredPerSecond),
                    ratio(name, Result::deliveredPerSecond),
                    mean(name, Result::ackP50Millis),
                    mean(name, Result::ackP99Millis),
                    ratio(name, Result::ackP99Millis),
                    mean(name, Result::cpuMillisPerRecord),
                    mean(name, Result::residentMegabytes)));
        }
    }

    private double ratio(String name, ToDoubleFunction<Result> of) {
        return byName.containsKey("relay") ? mean(name, of) / mean("relay", of) : Double.NaN;
    }

    private double mean(String name, ToDoubleFunction<Result> of) {
        return byName.getOrDefault(name, List.of()).stream()
                .mapToDouble(of)
                .average()
                .orElse(Double.NaN);
    }
}
