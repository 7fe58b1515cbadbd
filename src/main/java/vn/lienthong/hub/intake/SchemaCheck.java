package vn.lienthong.hub.intake;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import vn.lienthong.hub.mapping.RecordSchema;

/** The closed schema, asked once per record; where something is wrong already, its fault adds nothing. */
final class SchemaCheck {
    private final RecordSchema schema;

    SchemaCheck(RecordSchema schema) {
        this.schema = schema;
    }

    void check(ObjectNode record, Findings findings) {
        List<RecordSchema.Fault> faults = schema.validate(record);
        if (faults.isEmpty()) {
            return;
        }
        Set<String> named = new HashSet<>();
        findings.errors().forEach(error -> named.add(error.pointer()));
        for (RecordSchema.Fault fault : faults) {
            if (named.add(fault.pointer())) {
                findings.wrong(
                        "schema", fault.pointer(), "The record does not fit its schema.", fault.found(), fault.cure());
            }
        }
    }
}
