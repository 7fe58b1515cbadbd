package vn.lienthong.hub.connector;

import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** What a page of a pull says, as the keys of expected.yaml. */
final class PulledPage {
    private PulledPage() {}

    /** Nothing where nothing is pulled, and for other operations than that of the list. */
    static Map<String, String> keys(Connector connector, Optional<PullForm> form, String operation, Answer answer) {
        if (form.isEmpty() || !form.get().list().operation().equals(operation)) {
            return Map.of();
        }
        PullSide.Page page = new PullSide((KameletConnector) connector, form.get(), Map.of())
                .page("", connector.content(operation, answer));
        return Map.of(
                "ids",
                page.items().stream().map(PullSide.Item::id).collect(Collectors.joining(" ")),
                "nothings",
                String.valueOf(page.nothings()),
                "more",
                String.valueOf(page.more()));
    }
}
