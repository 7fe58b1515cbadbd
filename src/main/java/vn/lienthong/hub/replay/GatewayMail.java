package vn.lienthong.hub.replay;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What the fake gateway holds for us: messages until they are acknowledged, and their files, each at an address that is made when somebody asks for it and
 * holds for one fetching. Thread-safe.
 */
public final class GatewayMail {
    private static final String PAGE = "<!DOCTYPE html><html><body>Đăng nhập</body></html>";

    private final Map<String, String> waiting = new LinkedHashMap<>();
    private final Map<String, String> refused = new LinkedHashMap<>();
    private final Map<String, byte[]> files = new HashMap<>();
    private final Map<String, Integer> spoilt = new HashMap<>();
    private final Map<String, Integer> fetched = new HashMap<>();
    private final Map<String, String> tickets = new HashMap<>();
    private final Map<String, Integer> asked = new HashMap<>();
    private int number = 700_000;

    GatewayMail() {}

    /** Holds a message for whoever asks next, with its number where it says {@code {{message-id}}}; gives the number. */
    public synchronized String handOver(String xml) {
        String given = String.valueOf(++number);
        waiting.put(given, xml.replace("{{message-id}}", given));
        return given;
    }

    /** Holds a file for messages that name it; gives its number. */
    public synchronized String file(byte[] bytes) {
        String given = String.valueOf(++number);
        files.put(given, bytes.clone());
        return given;
    }

    /** From now on a file is answered with this status; with 200 a web page comes, with 0 the file itself again. */
    public synchronized void spoil(String file, int status) {
        spoilt.put(file, status);
    }

    /** How often a file was given whole. */
    public synchronized int fetched(String file) {
        return fetched.getOrDefault(file, 0);
    }

    /** Numbers of the messages that nobody acknowledged yet. */
    public synchronized List<String> waiting() {
        return List.copyOf(waiting.keySet());
    }

    /** What the gateway was told that we cannot take, by number. */
    public synchronized Map<String, String> refused() {
        return Map.copyOf(refused);
    }

    synchronized String message(String id) {
        return waiting.getOrDefault(id, "");
    }

    /** Whether it stands first of all that waits. */
    synchronized boolean heads(String id) {
        return !waiting.isEmpty() && waiting.keySet().iterator().next().equals(id);
    }

    synchronized void finished(String id) {
        waiting.remove(id);
    }

    synchronized void failed(String id, String words) {
        waiting.remove(id);
        refused.put(id, words);
    }

    /** A ticket for one fetching; empty for a file that is not here. */
    synchronized Optional<String> ticket(String file) {
        if (!files.containsKey(file)) {
            return Optional.empty();
        }
        String ticket = file + "-" + asked.merge(file, 1, Integer::sum);
        tickets.put(ticket, file);
        return Optional.of(ticket);
    }

    /** The file of a ticket, or what stands in its place. */
    synchronized Reply download(String ticket) {
        String file = tickets.remove(ticket);
        byte[] bytes = file == null ? null : files.get(file);
        if (file == null || bytes == null) {
            return reply(new byte[0], 410, "text/plain");
        }
        int status = spoilt.getOrDefault(file, 0);
        if (status != 0) {
            return reply(PAGE.getBytes(StandardCharsets.UTF_8), status, "text/html; charset=utf-8");
        }
        fetched.merge(file, 1, Integer::sum);
        return reply(bytes, 200, "application/octet-stream");
    }

    private static Reply reply(byte[] body, int status, String type) {
        return new Reply(body, status, type);
    }
}
