package vn.lienthong.hub.torture;

import java.util.ArrayList;
import java.util.List;
import vn.lienthong.hub.replay.SampleSizes;

/** The plan of a switchover run: the wards in waves, every gate as the hub has it by itself. Its days are made up. */
record WardPlan(List<Wave> waves) {
    private static final List<Wave> LAYOUT = List.of(
            new Wave("wave-1", "2019-12-03", SampleSizes.WARDS.subList(0, 1)),
            new Wave("wave-2", "2019-12-10", SampleSizes.WARDS.subList(1, 4)),
            new Wave("wave-3", "2019-12-17", SampleSizes.WARDS.subList(4, 10)),
            new Wave("wave-4", "2020-01-07", SampleSizes.WARDS.subList(10, 16)),
            new Wave("wave-5", "2020-01-14", SampleSizes.WARDS.subList(16, 20)),
            new Wave("wave-6", "2020-02-04", SampleSizes.WARDS.subList(20, 21)));

    /** Wards that move together. */
    record Wave(String name, String date, List<String> units) {}

    /** Of so many wards, the largest first. */
    static WardPlan of(int wards) {
        List<Wave> waves = new ArrayList<>();
        int left = wards;
        for (Wave wave : LAYOUT) {
            int size = Math.min(left, wave.units().size());
            if (size > 0) {
                waves.add(new Wave(wave.name(), wave.date(), wave.units().subList(0, size)));
            }
            left -= size;
        }
        return new WardPlan(waves);
    }

    List<String> units() {
        return waves.stream().flatMap(wave -> wave.units().stream()).toList();
    }

    String yaml() {
        StringBuilder text = new StringBuilder("name: torture, made up\ndestination: province-rest\nwaves:\n");
        for (Wave wave : waves) {
            text.append("  - name: ").append(wave.name());
            text.append("\n    date: ").append(wave.date());
            text.append("\n    start: \"17:30\"\n    units: [\"");
            text.append(String.join("\", \"", wave.units())).append("\"]\n");
        }
        return text.toString();
    }
}
