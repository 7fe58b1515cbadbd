package vn.lienthong.hub.mapping;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;

/**
 * One message to a destination.
 *
 * @param operation the destination's name for what is asked, for example {@code DongBoHoSoMC}
 * @param body the body, before any session or signature is added
 * @param confirmsExistence whether success means that the destination holds the dossier
 * @param confirmsSteps keys of the steps that the destination holds after success, by this message or as it said before
 * @param enquiry whether the message only asks what the destination holds
 */
public record Message(
        String operation, JsonNode body, boolean confirmsExistence, List<String> confirmsSteps, boolean enquiry) {

    public Message {
        confirmsSteps = List.copyOf(confirmsSteps);
    }
}
