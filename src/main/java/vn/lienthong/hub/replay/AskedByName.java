package vn.lienthong.hub.replay;

import com.github.tomakehurst.wiremock.extension.ResponseDefinitionTransformerV2;

/** Answers where the one stub of a {@link ProvinceServer} names it, and nowhere else. */
abstract class AskedByName implements ResponseDefinitionTransformerV2 {
    @Override
    public String getName() {
        return ProvinceAnswers.NAME;
    }

    @Override
    public boolean applyGlobally() {
        return false;
    }
}
