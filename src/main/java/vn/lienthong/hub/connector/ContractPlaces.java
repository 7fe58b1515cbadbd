package vn.lienthong.hub.connector;

import java.util.Comparator;
import java.util.List;

/** Finds which endpoint of an OpenAPI document a step calls: of the address nothing is known but what the Kamelet puts behind it. */
final class ContractPlaces {

    private ContractPlaces() {}

    /**
     * The key of the endpoint.
     *
     * @param way what {@code paths} says of the operation: a path, perhaps with a method in front; empty where all go to one address
     * @param behind what stands behind the address
     * @return empty when there is none, or nobody can tell which
     */
    static String find(ContractFacts own, String way, String behind, String operation) {
        boolean asks = way.startsWith("GET ");
        String path = behind + way.replaceFirst("^(GET |POST\\? )", "").replaceFirst("\\?.*$", "");
        List<String> fit = own.endpoints().keySet().stream()
                .filter(key -> key.startsWith(asks ? "GET " : "POST "))
                .toList();
        String wanted = path.replaceAll("/$", "");
        List<String> found = fit.stream()
                .filter(key -> !wanted.isEmpty() && ends(whole(own, key), wanted))
                .sorted(Comparator.comparingInt(String::length))
                .toList();
        if (!found.isEmpty()) {
            return found.get(0);
        }
        if (wanted.isEmpty() && fit.size() == 1) {
            return fit.get(0);
        }
        return fit.stream()
                .filter(key -> !operation.isEmpty() && key.endsWith("/" + operation))
                .findFirst()
                .orElse("");
    }

    private static String whole(ContractFacts own, String key) {
        ContractFacts.Endpoint endpoint = own.endpoints().get(key);
        String base = endpoint == null ? "" : endpoint.traits().getOrDefault("base path", "");
        return base + key.substring(key.indexOf(' ') + 1);
    }

    /** The address may hold the beginning of the path. */
    private static boolean ends(String whole, String wanted) {
        return whole.replaceAll("/$", "").endsWith(wanted);
    }
}
