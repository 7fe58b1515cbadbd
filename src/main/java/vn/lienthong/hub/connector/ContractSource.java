package vn.lienthong.hub.connector;

import java.nio.file.Path;

/**
 * From what a new connector is begun: a WSDL with what it imports, or an OpenAPI document, as the other side publishes it.
 *
 * @param port of a WSDL; empty: the first that fits
 * @param operation empty: the first that can be carried
 */
public record ContractSource(Path file, String port, String operation) {}
