package vn.lienthong.hub.connector;

import java.util.Set;
import java.util.regex.Pattern;
import org.apache.camel.Exchange;

/** The step {@code vdxp-route}: tells an adapter in front of the exchange platform to whom it is to forward, in headers or in the query. */
final class VdxpRouteStep implements Step {

    static final Set<String> FORMS = Set.of("header", "query");
    /** Instance, class, member and subsystem, as VN:GOV:000.00.00.G22:vpcpdvcprovider. */
    static final Pattern CODE = Pattern.compile("[\\w.-]{1,100}(:[\\w.-]{1,100}){2,3}");

    private static final String DSTCODE = "dstcode";
    private static final String PROVIDER = "providerurl";

    private final String code;
    private final String provider;
    private final boolean query;

    VdxpRouteStep(StepOptions options) {
        this.code = options.text(DSTCODE, "").strip();
        this.provider = options.text("providerUrl", "").strip();
        this.query = options.text("as", "header").equals("query");
        if (!FORMS.contains(options.text("as", "header"))
                || !code.isEmpty() && !CODE.matcher(code).matches()) {
            throw new IllegalArgumentException("Step vdxp-route is told what it cannot send. Found: as "
                    + options.text("as", "header") + ", dstcode " + code
                    + ". Example: as: header, dstcode: VN:GOV:000.00.00.G22:vpcpdvcprovider");
        }
    }

    @Override
    public void take(Call call, Exchange exchange) {
        if (code.isEmpty()) {
            // A setting that may be left out: there is no adapter in front.
            return;
        }
        // Percent-encoded wherever it stands: the adapter takes it apart like a query.
        String encoded = HttpTarget.encoded(provider);
        if (query) {
            call.asks(DSTCODE + "=" + HttpTarget.encoded(code)
                    + (provider.isEmpty() ? "" : "&" + PROVIDER + "=" + encoded));
        } else if (call.carry(DSTCODE, code, exchange) && !provider.isEmpty()) {
            call.carry(PROVIDER, encoded, exchange);
        }
    }
}
