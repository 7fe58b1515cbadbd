package vn.lienthong.hub.delivery;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.NoSuchFileException;
import java.util.Map;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import org.apache.activemq.artemis.api.core.ActiveMQException;
import org.apache.activemq.artemis.api.core.ActiveMQExceptionType;
import org.apache.activemq.artemis.api.core.TransportConfiguration;
import org.apache.activemq.artemis.api.core.client.ActiveMQClient;
import org.apache.activemq.artemis.api.core.client.ServerLocator;
import org.apache.activemq.artemis.core.remoting.impl.netty.TransportConstants;
import org.apache.activemq.artemis.core.remoting.impl.ssl.SSLSupport;
import org.jspecify.annotations.Nullable;

/** What is the matter with a broker, in three parts. */
final class BrokerTrouble {
    private static final int PATIENCE_MILLIS = 2_000;

    private BrokerTrouble() {}

    /** Whether the broker is there and does not let us do what the lanes need. */
    static boolean isRefusal(ActiveMQException e) {
        return e.getType() == ActiveMQExceptionType.SECURITY_EXCEPTION;
    }

    /** Why no connection stands. */
    static String connecting(ActiveMQException e, Broker broker) {
        if (isRefusal(e)) {
            return told("The broker does not let the hub in.", e.getMessage(), broker)
                    + "Correct hub.broker.username and hub.broker.password and restart the hub, or correct the broker's users.";
        }
        String tls = tlsFault(broker);
        if (tls != null) {
            return told("The hub and the broker do not agree on TLS.", tls, broker)
                    + "Correct trustStorePath and trustStoreType in hub.broker.url: the file must hold the authority that signed the broker's"
                    + " certificate, and the host must be named as in there.";
        }
        return told("The broker is out of reach.", e.getMessage(), broker)
                + "See that it runs and listens there; where it wants TLS, put sslEnabled=true into hub.broker.url.";
    }

    /** What the broker's user lacks. */
    static String refusing(ActiveMQException e, Broker broker) {
        return told("The broker does not let the hub's user do what the lanes need.", e.getMessage(), broker)
                + "Give its role createAddress, createNonDurableQueue, consume and send on hub.lane.#.";
    }

    private static String told(String what, @Nullable String found, Broker broker) {
        String line = String.valueOf(found).strip().replaceAll("\\.$", "");
        return what + " Found: " + line + " (at " + broker.shownUrl() + "). ";
    }

    /** The client says of a failed handshake no more than that it could not connect: so it is made once more by hand. */
    private static @Nullable String tlsFault(Broker broker) {
        try (ServerLocator locator = ActiveMQClient.createServerLocator(broker.url())) {
            for (TransportConfiguration place : locator.getStaticTransportConfigurations()) {
                Map<String, Object> parameters = place.getParams();
                if (is(parameters, TransportConstants.SSL_ENABLED_PROP_NAME, false)) {
                    shakeHandsIfItAnswers(parameters);
                }
            }
            return null;
        } catch (SSLException e) {
            return e.getMessage();
        } catch (Exception e) { // what the reading of a trust store throws
            return e.toString();
        }
    }

    private static void shakeHandsIfItAnswers(Map<String, Object> parameters) throws Exception {
        try {
            shakeHands(parameters);
        } catch (SSLException | NoSuchFileException | FileNotFoundException e) {
            throw e;
        } catch (IOException e) {
            // Nobody answers there, as at the waiting one of a pair.
        }
    }

    private static void shakeHands(Map<String, Object> parameters) throws Exception {
        SSLSupport tls = new SSLSupport()
                .setTruststorePath(text(parameters, TransportConstants.TRUSTSTORE_PATH_PROP_NAME))
                .setTruststoreType(text(parameters, TransportConstants.TRUSTSTORE_TYPE_PROP_NAME))
                .setTruststorePassword(text(parameters, TransportConstants.TRUSTSTORE_PASSWORD_PROP_NAME))
                .setKeystorePath(text(parameters, TransportConstants.KEYSTORE_PATH_PROP_NAME))
                .setKeystoreType(text(parameters, TransportConstants.KEYSTORE_TYPE_PROP_NAME))
                .setKeystorePassword(text(parameters, TransportConstants.KEYSTORE_PASSWORD_PROP_NAME))
                .setTrustAll(is(parameters, TransportConstants.TRUST_ALL_PROP_NAME, false));
        String host = String.valueOf(parameters.get("host"));
        try (SSLSocket socket =
                (SSLSocket) tls.createContext().getSocketFactory().createSocket()) {
            socket.setSoTimeout(PATIENCE_MILLIS);
            if (is(parameters, TransportConstants.VERIFY_HOST_PROP_NAME, true)) {
                SSLParameters verified = socket.getSSLParameters();
                verified.setEndpointIdentificationAlgorithm("HTTPS");
                socket.setSSLParameters(verified);
            }
            int port = Integer.parseInt(String.valueOf(parameters.getOrDefault("port", "61616")));
            socket.connect(new InetSocketAddress(host, port), PATIENCE_MILLIS);
            socket.startHandshake();
        }
    }

    private static boolean is(Map<String, Object> parameters, String name, boolean otherwise) {
        return Boolean.parseBoolean(String.valueOf(parameters.getOrDefault(name, otherwise)));
    }

    private static @Nullable String text(Map<String, Object> parameters, String name) {
        Object value = parameters.get(name);
        return value == null ? null : String.valueOf(value);
    }
}
