package vn.lienthong.hub.replay;

import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A provincial one-stop software that answers like the real ones: it knows what it holds, refuses a second create and
 * progress for an unknown dossier, checks fields as real receivers do, counts repetitions and order breaks, and goes
 * wrong in named ways. Speaks the adapter form at {@code /mapi/login} and {@code /mapi/g}; testers read and steer it at
 * {@code /__admin/lienthong/}. Listens on loopback only; keeps nothing on disk. Thread-safe.
 *
 * <p>A real receiver stores a progress step that comes twice twice; this one counts it and stores it once, so that the
 * number it reports in an enquiry stays the number of different steps.
 */
public final class FakeProvince implements AutoCloseable {
    /** Where it stands behind an area gateway once {@link #serveGateway} was called. */
    public static final String GATEWAY_PATH = GatewayWindow.PATH;

    /** Where SOAP is spoken once {@link #serveSoap} was called. */
    public static final String SOAP_PATH = SoapWindow.PATH;

    /** Of the stores that {@link #serveTls} makes; no secret. */
    public static final String TLS_PASSWORD = ProvinceKeys.PASSWORD;

    private final Map<String, HeldDossier> held = ProvinceDesk.emptyShelf();
    private final Tally tally = new Tally();
    private final Sessions sessions;
    private final Weather weather;
    private final Settings settings;
    private final OnlineFilings filings = new OnlineFilings();
    private volatile @Nullable SoapWindow soap;
    private volatile @Nullable GatewayWindow gateway;
    private volatile @Nullable RecordedWindow recorded;
    private final ProvinceServer server;
    private final ProvinceDoor door;

    /**
     * How a fake province is set up.
     *
     * @param port to listen on; 0 takes a free one
     * @param seed of every chance
     * @param latency of an ordinary answer, varied by half up and down; zero answers at once
     * @param username that may log in
     * @param password of that user; not a secret, this is a toy
     * @param sessionLifetime after which a session has expired
     * @param slowness of an answer hit by {@code slow}
     * @param silence before the answer of {@code timeout-after-commit}
     * @param maxDossiers held at most; later creates are refused
     * @param misbehaviours in force from the start, tried in this order
     */
    public record Settings(
            int port,
            long seed,
            Duration latency,
            String username,
            String password,
            Duration sessionLifetime,
            Duration slowness,
            Duration silence,
            int maxDossiers,
            List<Misbehaviour> misbehaviours) {

        /** @throws IllegalArgumentException when a number is out of range */
        public Settings {
            if (port < 0 || port > 65_535) {
                throw new IllegalArgumentException("The port of the fake province must be 0 to 65535. Found: " + port
                        + ". Use 0 to take a free one.");
            }
            if (latency.isNegative() || slowness.isNegative() || silence.isNegative()) {
                throw new IllegalArgumentException("A delay of the fake province must not be negative. Found: latency "
                        + latency + ", slowness " + slowness + ", silence " + silence + ". Use PT0S for none.");
            }
            misbehaviours = List.copyOf(misbehaviours);
        }

        /** A free port, seed 1, no latency, user and password {@code demo}, sessions of 30 minutes, no misbehaviour. */
        public static Settings defaults() {
            return new Settings(
                    0,
                    1,
                    Duration.ZERO,
                    "demo",
                    "demo",
                    Duration.ofMinutes(30),
                    Duration.ofSeconds(3),
                    Duration.ofMinutes(2),
                    1_000_000,
                    List.of());
        }

        public Settings withPort(int newPort) {
            return new Settings(
                    newPort,
                    seed,
                    latency,
                    username,
                    password,
                    sessionLifetime,
                    slowness,
                    silence,
                    maxDossiers,
                    misbehaviours);
        }

        public Settings withSeed(long newSeed) {
            return new Settings(
                    port,
                    newSeed,
                    latency,
                    username,
                    password,
                    sessionLifetime,
                    slowness,
                    silence,
                    maxDossiers,
                    misbehaviours);
        }

        public Settings withLatency(Duration newLatency) {
            return new Settings(
                    port,
                    seed,
                    newLatency,
                    username,
                    password,
                    sessionLifetime,
                    slowness,
                    silence,
                    maxDossiers,
                    misbehaviours);
        }

        public Settings withLogin(String newUsername, String newPassword) {
            return new Settings(
                    port,
                    seed,
                    latency,
                    newUsername,
                    newPassword,
                    sessionLifetime,
                    slowness,
                    silence,
                    maxDossiers,
                    misbehaviours);
        }

        public Settings withSessionLifetime(Duration lifetime) {
            return new Settings(
                    port, seed, latency, username, password, lifetime, slowness, silence, maxDossiers, misbehaviours);
        }

        public Settings withSlowness(Duration newSlowness) {
            return new Settings(
                    port,
                    seed,
                    latency,
                    username,
                    password,
                    sessionLifetime,
                    newSlowness,
                    silence,
                    maxDossiers,
                    misbehaviours);
        }

        public Settings withMisbehaviours(List<Misbehaviour> next) {
            return new Settings(
                    port, seed, latency, username, password, sessionLifetime, slowness, silence, maxDossiers, next);
        }
    }

    /**
     * What the province holds of one dossier.
     *
     * @param dossierCode its code
     * @param status national code 1 to 10
     * @param steps number of different progress steps
     * @param contents how often its content was taken, the first time included
     * @param contentsAgain how many of those were held already, byte for byte
     * @param revisions how many different revisions were taken, by their markers, of the first 63
     * @param revision marker of the newest content if it came from a sample day, else 0
     * @param lastStepAt time of its latest step as {@code yyyyMMddHHmmss}, 0 without one
     * @param contentHash of the newest content
     * @param revisionsTaken one bit for each revision that was taken, of the first 63
     * @param orderBreaks contents and steps that came after newer ones
     */
    public record Holding(
            String dossierCode,
            int status,
            int steps,
            int contents,
            int contentsAgain,
            int revisions,
            int revision,
            long lastStepAt,
            String contentHash,
            long revisionsTaken,
            int orderBreaks) {}

    private FakeProvince(Settings settings, Clock clock) {
        this.settings = settings;
        this.sessions = new Sessions(clock, settings.sessionLifetime(), settings.seed());
        this.weather = new Weather(settings.seed(), settings.misbehaviours());
        this.server = new ProvinceServer(
                settings.port(),
                new ProvinceAnswers(
                        new ProvinceDesk(settings, weather, sessions, tally, held),
                        () -> Optional.ofNullable(soap),
                        () -> Optional.ofNullable(gateway),
                        () -> Optional.ofNullable(recorded),
                        settings),
                new ProvinceAdmin(this));
        this.door = new ProvinceDoor(server, weather);
    }

    /**
     * Starts a province that holds nothing.
     *
     * @param clock for the lifetime of sessions
     * @throws UncheckedIOException when the port is taken, with what to do
     */
    public static FakeProvince start(Settings settings, Clock clock) {
        FakeProvince province = new FakeProvince(settings, clock);
        province.door.open();
        province.door.apply();
        return province;
    }

    /**
     * Speaks SOAP besides, at {@link #SOAP_PATH}, by the WSDL of the exchange service and with the same account, weather and books.
     *
     * @param wsdl {@code connectors/province-soap/contract/exchange.wsdl}, or one with the same operations
     */
    public synchronized void serveSoap(Path wsdl) {
        if (soap == null) {
            soap = new SoapWindow(wsdl, new SoapDesk(settings, tally, held, filings), weather, tally);
        }
    }

    /** What citizens filed online; given out over SOAP. */
    public OnlineFilings filings() {
        return filings;
    }

    /** Stands behind an area gateway besides, at {@link #GATEWAY_PATH}, as Axis 1.4 answers, with the same account, weather and books. */
    public synchronized void serveGateway() {
        if (gateway == null) {
            gateway = new GatewayWindow(settings, weather, tally, held);
        }
    }

    /** Answers besides as others were recorded to, each at {@link #recordedAddress}; of what comes for these the rest of the province knows nothing. */
    public void serveRecordings(RecordedBehaviour behaviour) {
        recorded = new RecordedWindow(behaviour, weather, tally);
    }

    /** Where a destination is found whose recorded exchanges answer. */
    public URI recordedAddress(String destination) {
        return URI.create(address() + RecordedAnswers.PREFIX + destination);
    }

    /** What the gateway holds for us; after {@link #serveGateway}. */
    public GatewayMail mail() {
        return Objects.requireNonNull(gateway, "call serveGateway first").desk().mail();
    }

    /** {@code http://127.0.0.1:port}, without a slash at the end; stays the same while connections are refused. */
    public URI address() {
        return URI.create("http://127.0.0.1:" + server.port());
    }

    public int port() {
        return server.port();
    }

    /** Puts these misbehaviours in place of the ones in force, until further notice. */
    public void misbehave(List<Misbehaviour> next) {
        misbehave(next, Duration.ZERO);
    }

    /**
     * Puts these misbehaviours in place of the ones in force.
     *
     * @param howLong after which those come back that were put in force until further notice; zero: until further notice
     */
    public void misbehave(List<Misbehaviour> next, Duration howLong) {
        door.misbehave(next, howLong);
    }

    /** From now on every connection is refused, until {@link #acceptConnections}; what is held stays. */
    public void refuseConnections() {
        door.close();
    }

    /** Listens again on the same port; does nothing while it listens. */
    public void acceptConnections() {
        door.open();
    }

    /**
     * Speaks TLS besides, on another port, with a key that is made for it; the weather may let its certificate end.
     *
     * @param folder for the key and the authority that signed it, {@code authority.pem}; made if it is not there
     * @throws UncheckedIOException when no key can be made, with what to do
     */
    public void serveTls(Path folder) {
        door.serveTls(ProvinceKeys.in(folder));
    }

    /** {@code https://127.0.0.1:port}, after {@link #serveTls}. */
    public URI tlsAddress() {
        return URI.create("https://127.0.0.1:" + server.tlsPort());
    }

    /** When the certificate ends that is shown there now. */
    public Instant tlsEnds() {
        return door.tlsEnds();
    }

    /** Throws every session away, as a restart of the real software does. */
    public void forgetSessions() {
        sessions.forgetAll();
    }

    /** What is held of a dossier; empty when it was never created. */
    public Optional<Holding> holding(String dossierCode) {
        return Optional.ofNullable(held.get(dossierCode))
                .filter(HeldDossier::exists)
                .map(dossier -> dossier.holding(dossierCode));
    }

    /** What has been seen so far. */
    public ProvinceReport report() {
        return tally.report(weather.now());
    }

    /** Stops listening and forgets everything. */
    @Override
    public void close() {
        door.shut();
        held.clear();
        SoapWindow open = soap;
        if (open != null) {
            open.close();
        }
    }
}
