package vn.lienthong.hub.connector;

import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import javax.xml.validation.Schema;
import javax.xml.validation.ValidatorHandler;

/** Checkers of one schema: making one is dear, so they are lent. Thread-safe. */
final class SchemaCheckers {

    private static final int MOST = 32;

    private final Schema schema;
    private final BlockingQueue<ValidatorHandler> idle = new ArrayBlockingQueue<>(MOST);

    SchemaCheckers(Schema schema) {
        this.schema = schema;
    }

    /** One that is the caller's alone until it is given back. */
    ValidatorHandler lend() {
        ValidatorHandler one = idle.poll();
        return one == null ? schema.newValidatorHandler() : one;
    }

    /** Only one that saw its document to the end. */
    void giveBack(ValidatorHandler validator) {
        validator.setErrorHandler(null);
        idle.offer(validator);
    }
}
