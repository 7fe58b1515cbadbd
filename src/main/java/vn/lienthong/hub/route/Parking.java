package vn.lienthong.hub.route;

import vn.lienthong.hub.vocabulary.Problem;

/** The problem of a transfer that a flow itself put aside. */
final class Parking {
    private Parking() {}

    static Problem because(String reason) {
        return new Problem(
                "parked-by-flow",
                "The flow put the transfer aside.",
                reason.isEmpty() ? "hub:park without a reason" : reason.replace('-', ' '),
                "Settle the reason, then release or cancel the transfer.");
    }
}
