package vn.lienthong.hub.app;

import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A service platform as connectors/lgsp-profile-rest knows it, the city beside it, and a hub's settings between the two. All people are made up. */
final class ProfilePlatform implements AutoCloseable {
    static final String UNIT = "H21.ZZ.01";
    /** Who sends profiles, and gets ours. */
    static final String THEIRS = "000.00.00.G99";

    final Outside side = new Outside();
    final Outside city = new Outside();

    ProfilePlatform() {
        isWell();
    }

    /** It takes everything, and holds nothing. */
    void isWell() {
        says("token", "{\"access_token\":\"the-bai-1\",\"expires_in\":3600}");
        says("syncDossier", "{\"status\":\"success\",\"message\":\"Thành công\"}");
        says("sendStatusProfile", "{\"status\":\"success\",\"message\":\"Thành công\"}");
        says("getListDossier", "{\"profileReceivers\":[]}");
        says("updateStatusReceiver", "{\"status\":\"done\"}");
        side.forget();
        city.forget();
    }

    void says(String operation, String answer) {
        side.answers(any(urlPathEqualTo("/profile/" + operation)), answer);
    }

    /** It holds these for our unit under 1, 2, …, until each is told done or fail. */
    void holds(ObjectNode... profiles) {
        ObjectNode list = Json.object();
        for (int id = 1; id <= profiles.length; id++) {
            list.withArray("profileReceivers").addObject().put("profileId", id).put("type", "profile");
            ObjectNode detail = Json.object();
            detail.set("profileOutmodel", profiles[id - 1]);
            side.answers(
                    any(urlPathEqualTo("/profile/getDetailDossier"))
                            .withQueryParam("profile_id", equalTo(String.valueOf(id))),
                    detail.toString());
        }
        side.answers(
                any(urlPathEqualTo("/profile/getListDossier")).withQueryParam("unit_code", equalTo(UNIT)),
                list.toString());
    }

    /** The city takes filings, and gives each this code. */
    void cityTakes(String code) {
        city.stubFor(any(urlPathEqualTo("/v1/filings"))
                .willReturn(Outside.said("{\"taken\":\"NEW\",\"dossierCode\":\"" + code + "\",\"number\":\"QN-1\"}")
                        .withStatus(201)));
    }

    static ObjectNode profile(String code, String from) {
        ObjectNode profile = Json.object()
                .put("type", "profile")
                .put("status", "TIEPNHAN")
                .put("source_id", code)
                .put("ref_code", "ref-" + code)
                .put("procedures_code", StartedHub.KNOWN_PROCEDURE)
                .put("creation_date", "2026/01/05 07:30:00")
                .put("applicants_id", "052089000001")
                .put("from_unit_code", from);
        profile.putArray("to_unit_code").add(UNIT);
        profile.putObject("profileOwner").put("name", "NGUYỄN VĂN MẪU");
        return profile;
    }

    /** What was asked and told, in order, without the address in front. */
    List<String> heard() {
        List<String> all = new ArrayList<>();
        side.getAllServeEvents()
                .forEach(event -> all.add(0, event.getRequest().getUrl().replace("/profile/", "")));
        return all;
    }

    /** Of a hub that sends there and pulls from there. */
    Map<String, String> settings(String secret) {
        Map<String, String> settings = new HashMap<>(Map.of(
                "hub.destinations.lgsp-profile-rest.mapping.to-units",
                THEIRS,
                "hub.pulls.lgsp-profile-rest.unit-codes",
                UNIT,
                "hub.pulls.lgsp-profile-rest.mapping.own-units",
                "000.03.ZZ.H08",
                "hub.pulls.lgsp-profile-rest.every",
                "PT0.5S",
                "hub.destinations.city-rest.address",
                city.baseUrl(),
                "hub.destinations.city-rest.token",
                secret));
        for (String direction : List.of("hub.destinations.", "hub.pulls.")) {
            settings.put(direction + "lgsp-profile-rest.address", side.baseUrl() + "/profile");
            settings.put(direction + "lgsp-profile-rest.client-id", "khach-thu");
            settings.put(direction + "lgsp-profile-rest.client-secret", secret);
        }
        return settings;
    }

    @Override
    public void close() {
        side.stop();
        city.stop();
    }
}
