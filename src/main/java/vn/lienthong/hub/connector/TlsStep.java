package vn.lienthong.hub.connector;

import java.nio.file.Path;
import java.util.function.UnaryOperator;
import org.apache.camel.Exchange;
import org.jspecify.annotations.Nullable;

/** The step {@code tls}: says which certificate every call of the connector shows, log-ins too, and whom it trusts. Stands before all others. */
final class TlsStep implements Step {

    private final String keyStore;
    private final String keyStorePassword;
    private final String trustStore;
    private final String trustStorePassword;

    TlsStep(StepOptions options) {
        this.keyStore = options.text("keyStore", "");
        this.keyStorePassword = options.text("keyStorePassword", "");
        this.trustStore = options.text("trustStore", "");
        this.trustStorePassword = options.text("trustStorePassword", "");
    }

    @Override
    public void take(Call call, Exchange exchange) {
        if (!keyStore.isEmpty() || !trustStore.isEmpty()) {
            call.instance().secured(instance -> files(instance::credential));
        }
    }

    /** @param credentials the password behind each name */
    TlsFiles files(UnaryOperator<String> credentials) {
        return new TlsFiles(
                store("key-store", keyStore, keyStorePassword, credentials),
                store("trust-store", trustStore, trustStorePassword, credentials));
    }

    private static @Nullable TlsStore store(
            String setting, String file, String password, UnaryOperator<String> credentials) {
        return file.isEmpty()
                ? null
                : new TlsStore(setting, Path.of(file), password.isEmpty() ? "" : credentials.apply(password));
    }
}
