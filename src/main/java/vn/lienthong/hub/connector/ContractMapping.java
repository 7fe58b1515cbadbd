package vn.lienthong.hub.connector;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * A mapping as far as a contract is concerned.
 *
 * @param output its output.schema.json: what is sent; missing where it makes nothing for this connector
 * @param input its input.schema.json: what is read; missing where it reads nothing of this connector
 * @param text its mapping.jslt
 */
public record ContractMapping(String name, JsonNode output, JsonNode input, String text) {}
