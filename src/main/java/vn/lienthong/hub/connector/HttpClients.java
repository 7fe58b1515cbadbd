package vn.lienthong.hub.connector;

import java.net.Proxy;
import java.net.Socket;
import org.apache.hc.client5.http.DnsResolver;
import org.apache.hc.client5.http.SystemDefaultDnsResolver;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.config.TlsConfig;
import org.apache.hc.client5.http.impl.DefaultSchemePortResolver;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClientBuilder;
import org.apache.hc.client5.http.impl.io.DefaultHttpClientConnectionOperator;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManager;
import org.apache.hc.client5.http.ssl.DefaultClientTlsStrategy;
import org.apache.hc.client5.http.ssl.TlsSocketStrategy;
import org.apache.hc.core5.http.config.RegistryBuilder;
import org.apache.hc.core5.http.io.SocketConfig;
import org.apache.hc.core5.pool.PoolConcurrencyPolicy;
import org.apache.hc.core5.pool.PoolReusePolicy;
import org.apache.hc.core5.ssl.SSLContexts;
import org.apache.hc.core5.util.TimeValue;
import org.apache.hc.core5.util.Timeout;
import org.jspecify.annotations.Nullable;

/**
 * Builds the one kind of HTTP client the hub uses: pooled, and free of everything that would act on its own. No redirects
 * (an answer from elsewhere is not the destination's), no cookies, no hidden repetitions (one place retries), no proxy of
 * the machine, no answer kept on disk, no log of bodies or headers.
 */
final class HttpClients {

    /** Between two uses a connection may have been closed by the other side; after this pause it is looked at first. */
    private static final TimeValue LOOK_AFTER = TimeValue.ofMilliseconds(200);

    private static final TimeValue LONGEST_LIFE = TimeValue.ofMinutes(5);

    private HttpClients() {}

    static CloseableHttpClient create(HttpLimits limits, DeadlineConnections connections, @Nullable TlsFiles tls) {
        return create(limits, connections, operator(SystemDefaultDnsResolver.INSTANCE, tls));
    }

    /** Where names are looked up otherwise; what is connected to is what was found there. */
    static CloseableHttpClient create(HttpLimits limits, DeadlineConnections connections, DnsResolver names) {
        return create(limits, connections, operator(names, null));
    }

    private static CloseableHttpClient create(
            HttpLimits limits, DeadlineConnections connections, DefaultHttpClientConnectionOperator operator) {
        Timeout connect = Timeout.of(limits.connect());
        Timeout answer = Timeout.of(limits.answer());
        PoolingHttpClientConnectionManager pool = new PoolingHttpClientConnectionManager(
                operator, PoolConcurrencyPolicy.STRICT, PoolReusePolicy.LIFO, LONGEST_LIFE, connections);
        pool.setMaxTotal(limits.connections());
        pool.setDefaultMaxPerRoute(limits.connections());
        pool.setDefaultSocketConfig(
                SocketConfig.custom().setSoTimeout(connect).setTcpNoDelay(true).build());
        pool.setDefaultTlsConfig(TlsConfig.custom().setHandshakeTimeout(connect).build());
        pool.setDefaultConnectionConfig(ConnectionConfig.custom()
                .setConnectTimeout(connect)
                .setSocketTimeout(answer)
                .setValidateAfterInactivity(LOOK_AFTER)
                .setTimeToLive(LONGEST_LIFE)
                .build());
        return HttpClientBuilder.create()
                .setConnectionManager(pool)
                .setDefaultRequestConfig(RequestConfig.custom()
                        .setConnectionRequestTimeout(connect)
                        .setResponseTimeout(answer)
                        .setRedirectsEnabled(false)
                        .setAuthenticationEnabled(false)
                        .setProtocolUpgradeEnabled(false)
                        .build())
                .setUserAgent("lienthong-hub")
                .disableRedirectHandling()
                .disableCookieManagement()
                .disableAutomaticRetries()
                .disableAuthCaching()
                .disableContentCompression()
                .disableConnectionState()
                .build();
    }

    /** A plain {@code new Socket()} would still obey the system property socksProxyHost. */
    private static DefaultHttpClientConnectionOperator operator(DnsResolver names, @Nullable TlsFiles tls) {
        TlsSocketStrategy sockets =
                tls == null ? new DefaultClientTlsStrategy(SSLContexts.createSystemDefault()) : new TlsSockets(tls);
        return new DefaultHttpClientConnectionOperator(
                proxy -> new Socket(Proxy.NO_PROXY),
                DefaultSchemePortResolver.INSTANCE,
                names,
                RegistryBuilder.<TlsSocketStrategy>create()
                        .register("https", sockets)
                        .build());
    }
}
