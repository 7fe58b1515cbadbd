package vn.lienthong.hub.connector;

import java.nio.file.Path;
import java.util.List;

/**
 * The folder of a new connector.
 *
 * @param operation with which it begins; empty where nobody named a contract
 * @param left what its contract has besides, and nobody carries yet
 */
public record NewFolder(Path path, String operation, List<String> left) {}
