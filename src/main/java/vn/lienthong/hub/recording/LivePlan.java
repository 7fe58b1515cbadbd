package vn.lienthong.hub.recording;

import java.nio.file.Path;

/**
 * What is recorded of one destination while it happens, by its settings.
 *
 * @param destination name of its connector folder
 * @param share which dossiers; {@link LiveShare#OFF} without a setting
 * @param folder where each transfer becomes a folder
 * @param most exchanges kept there at most; then nothing new is recorded
 * @param mostBytes that they may take on the disk, all together
 */
public record LivePlan(String destination, LiveShare share, Path folder, int most, long mostBytes) {}
