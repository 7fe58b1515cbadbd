package vn.lienthong.hub.hub;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import vn.lienthong.hub.intake.PullState;
import vn.lienthong.hub.journal.DossierHistory;
import vn.lienthong.hub.journal.Journal;
import vn.lienthong.hub.journal.SubmissionView;
import vn.lienthong.hub.replay.FakeProvince;
import vn.lienthong.hub.testkit.FakeCity;
import vn.lienthong.hub.testkit.Gatekeeper;

/** Test tool: a hub that pulls online filings from the fake province and carries them to a fake city, with somebody in between who can stop messages. */
final class PullBed implements AutoCloseable {
    static final String SOURCE = "province-soap-inbox";
    static final String UNIT = "H21.ZZ.01";
    static final String OTHER_UNIT = "H21.ZZ.02";

    final FakeCity city = new FakeCity();
    final HubOnRealParts hub;
    final Gatekeeper between;

    PullBed(Journal journal) {
        hub = new HubOnRealParts(journal);
        hub.province.serveSoap(Path.of("connectors/" + SOURCE + "/contract/exchange.wsdl"));
        between = new Gatekeeper(hub.province.address());
    }

    PullBed start() {
        return start(hub, Map.of());
    }

    PullBed start(HubOnRealParts node, Map<String, String> more) {
        Map<String, String> settings = new HashMap<>(Map.of(
                "address", between.address() + FakeProvince.SOAP_PATH,
                "username", "hub",
                "password", "throw-away",
                "unit-codes", UNIT + ", " + OTHER_UNIT,
                "every", "PT0.1S",
                "longest-wait", "PT0.4S",
                "answer-timeout", "PT30S"));
        settings.putAll(more);
        node.and("city-rest", Map.of("address", city.address(), "token", "throw-away", "probe-every", "PT0.2S"))
                .pulling(SOURCE, settings)
                .start();
        return this;
    }

    /** Citizens file; all of them are made up. */
    void file(String unit, int from, int count) {
        for (int i = from; i < from + count; i++) {
            hub.province.filings().file(unit, i, filing(Map.of()));
        }
    }

    void file(int id, Map<String, String> otherwise) {
        hub.province.filings().file(UNIT, id, filing(otherwise));
    }

    private static Map<String, String> filing(Map<String, String> otherwise) {
        Map<String, String> filing = new HashMap<>(Map.of(
                "chuSoHuuHoSo", "Nguyễn Thị Mẫu",
                "hoTenNguoiNop", "Nguyễn Thị Mẫu",
                "gioiTinh", "0",
                "maLoaiHoSo", "1.001193.000.00.00.H08",
                "ngayDangKyHoSo", "05/01/2026 07:30:00",
                "soDtDiDong", "0900000001"));
        filing.putAll(otherwise);
        return filing;
    }

    PullState state() {
        return hub.running().pulls().get(0);
    }

    List<Long> acknowledged() {
        return hub.province.filings().acknowledged();
    }

    /** All that is kept of a filing, refused ones too. */
    List<SubmissionView> kept(String dossier) {
        return hub.journal.dossier(dossier).stream()
                .map(DossierHistory::submissions)
                .flatMap(List::stream)
                .toList();
    }

    @Override
    public void close() {
        hub.close();
        between.close();
        city.close();
    }
}
