package vn.lienthong.hub.mapping;

import com.fasterxml.jackson.databind.JsonNode;

/** One change of shape: a folder in mappings/. Thread-safe, compiled once, never waits. */
public interface Mapping {

    /** Name of the folder. */
    String name();

    /**
     * Maps a record for a destination.
     *
     * @param input {@code {"record": DossierRecord, "held": {"exists": bool, "steps": [key, …], "count": int or null}, "destination": {…settings…}}}
     * @return the messages to send in order, or why the record cannot be mapped; never throws for bad data
     */
    MappingResult apply(JsonNode input);
}
