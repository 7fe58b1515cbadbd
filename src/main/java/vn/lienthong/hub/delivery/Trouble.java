package vn.lienthong.hub.delivery;

/**
 * What a destination is in trouble with.
 *
 * @param row the row of outcomes.yaml that knew it, or a name of the hub's own
 * @param symptom how it shows on the wire
 * @param words the problem, for people; no personal data
 */
public record Trouble(String row, Symptom symptom, String words) {}
