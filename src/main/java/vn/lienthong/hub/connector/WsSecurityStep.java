package vn.lienthong.hub.connector;

import org.apache.camel.Exchange;

/**
 * The step {@code ws-security}, before {@code soap}: says what that one puts into the Security header of the envelope it writes, and what the answer must
 * have to be believed.
 */
final class WsSecurityStep implements Step {

    private final WsSecurityPlan plan;

    WsSecurityStep(StepOptions options) {
        this.plan = new WsSecurityPlan(options);
    }

    @Override
    public void take(Call call, Exchange exchange) {
        call.secureBy(call.instance().security(plan));
    }
}
