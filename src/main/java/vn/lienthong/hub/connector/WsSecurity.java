package vn.lienthong.hub.connector;

import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import javax.xml.stream.XMLStreamException;
import org.apache.wss4j.common.ext.WSSecurityException;
import org.apache.wss4j.common.util.WSTimeSource;
import org.jspecify.annotations.Nullable;
import org.w3c.dom.Document;

/** WS-Security of one opened connector: its plan, its keys, and which answers it has seen. Thread-safe. */
final class WsSecurity {

    private final WsSecurityPlan plan;
    private final Instance instance;
    private final @Nullable KeyFile own;
    private final @Nullable KeyFile trusted;
    private final SeenAnswers seen = new SeenAnswers();

    /**
     * An envelope as it leaves.
     *
     * @param signature by which an answer may say what it answers; empty where nothing was signed
     */
    record Secured(byte[] envelope, byte[] signature) {

        /** As it was. */
        static Secured plain(byte[] envelope) {
            return new Secured(envelope, NO_SIGNATURE);
        }
    }

    private static final byte[] NO_SIGNATURE = new byte[0];

    /** A message could not be secured; the reason is for people. */
    static final class Failed extends Exception {
        private static final long serialVersionUID = 1L;

        Failed(String why) {
            super(why);
        }
    }

    WsSecurity(WsSecurityPlan plan, Instance instance) {
        this.plan = plan;
        this.instance = instance;
        this.own = own(plan, instance);
        String trust = plan.text("trustStore", "");
        this.trusted = trust.isEmpty()
                ? null
                : new KeyFile(Path.of(trust), secret(plan, instance, "trustStorePassword"), null);
    }

    private static @Nullable KeyFile own(WsSecurityPlan plan, Instance instance) {
        String file = plan.text("keyStore", "");
        if (file.isEmpty()) {
            return null;
        }
        String password = secret(plan, instance, "keyStorePassword");
        String key = plan.text("keyPassword", "").isEmpty() ? password : secret(plan, instance, "keyPassword");
        return new KeyFile(Path.of(file), password, new KeyFile.Entry(plan.text("keyAlias", ""), key.toCharArray()));
    }

    private static String secret(WsSecurityPlan plan, Instance instance, String option) {
        return instance.credential(plan.text(option, ""));
    }

    /**
     * Puts into an envelope what the plan says.
     *
     * @param files that go with it; null where there are none
     */
    Secured secured(byte[] envelope, @Nullable SoapFiles files) throws Failed {
        boolean sealed = plan.does(WsSecurityPlan.Action.SIGNATURE) || plan.does(WsSecurityPlan.Action.ENCRYPTION);
        if (sealed && files != null && files.inside()) {
            throw new Failed("what is signed or encrypted holds no files; send them as attachments");
        }
        WSTimeSource time = () -> instance.clock().instant();
        try {
            WsSigner signer = new WsSigner(plan, time, envelope);
            if (plan.does(WsSecurityPlan.Action.USERNAME_TOKEN)) {
                signer.username(secret(plan, instance, "username"), secret(plan, instance, "password"));
            }
            if (plan.does(WsSecurityPlan.Action.TIMESTAMP)) {
                signer.timestamp();
            }
            if (plan.does(WsSecurityPlan.Action.SIGNATURE)) {
                signer.sign(needed(own, "keyStore").keys(), plan.text("keyAlias", ""));
            }
            if (plan.does(WsSecurityPlan.Action.ENCRYPTION)) {
                signer.encrypt(needed(trusted, "trustStore").keys());
            }
            return new Secured(signer.written(), signer.signature());
        } catch (KeyFile.Unusable e) {
            throw new Failed(String.valueOf(e.getMessage()));
        } catch (WSSecurityException e) {
            throw new Failed("the message cannot be secured: " + e.getErrorCode());
        }
    }

    private static KeyFile needed(@Nullable KeyFile file, String option) throws KeyFile.Unusable {
        if (file == null) {
            throw new KeyFile.Unusable("step ws-security was given no " + option);
        }
        return file;
    }

    /** The answer as it may be read: believed, decrypted where it was encrypted, or marked as what nobody may believe. */
    Answer verified(Answer came, Secured asked) {
        if (plan.demands().isEmpty() || !(came instanceof Answer.Http http)) {
            return came;
        }
        try {
            Document envelope = SafeXml.tree(Facts.text(http));
            Instant now = instance.clock().instant();
            WsVerifier verifier = new WsVerifier(
                    plan,
                    now,
                    own == null ? null : own.keys(),
                    needed(trusted, "trustStore").keys());
            WsVerifier.Believed believed = verifier.verify(envelope, asked.signature());
            if (plan.demands().contains(WsSecurityPlan.Demand.TIMESTAMP)
                    && !seen.isNew(believed.signature(), believed.until(), now)) {
                return http.distrusted("it came before: somebody sends an old answer again");
            }
            return plan.demands().contains(WsSecurityPlan.Demand.ENCRYPTION) ? decrypted(http, envelope) : http;
        } catch (WsVerifier.Distrust e) {
            return http.distrusted(String.valueOf(e.getMessage()));
        } catch (KeyFile.Unusable e) {
            return http.distrusted("it cannot be checked: " + e.getMessage());
        } catch (SafeXml.Harmful e) {
            return http.distrusted("harmful XML: " + e.getMessage());
        } catch (StackOverflowError e) {
            // What was encrypted is looked at by nobody before it is a tree.
            return http.distrusted("harmful XML: nested too deep to be read");
        } catch (XMLStreamException | RuntimeException e) {
            // The parser tells what it broke off at, and that may be about a person.
            return http.distrusted("it is not XML to its end");
        }
    }

    /** What was read of it, for nobody can read it later. */
    private static Answer decrypted(Answer.Http http, Document envelope) {
        Map<String, String> headers = new HashMap<>(http.headers());
        headers.put("content-type", "text/xml; charset=UTF-8");
        return new Answer.Http(http.status(), headers, DomTree.written(envelope));
    }
}
