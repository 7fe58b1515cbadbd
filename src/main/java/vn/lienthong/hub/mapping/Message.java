package vn.lienthong.hub.mapping;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * One message to a destination.
 *
 * @param operation the destination's name for what is asked, for example {@code DongBoHoSoMC}
 * @param body the body, before any session or signature is added
 * @param confirmsExistence whether success means that the destination holds the dossier
 * @param confirmsSteps how many steps in all, counted from the first, the destination holds after success; -1: says nothing about steps
 * @param enquiry whether the message only asks what the destination holds
 */
public record Message(String operation, JsonNode body, boolean confirmsExistence, int confirmsSteps, boolean enquiry) {}
