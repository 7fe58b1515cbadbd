package vn.lienthong.hub.app;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.springframework.boot.context.properties.bind.AbstractBindHandler;
import org.springframework.boot.context.properties.bind.BindContext;
import org.springframework.boot.context.properties.bind.BindHandler;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.core.convert.ConversionFailedException;

/**
 * Refuses a setting of the hub whose placeholder nobody filled in. Spring leaves {@code ${CITY_PASSWORD}} as it stands when there is no
 * such variable, and these very letters would be the password then.
 */
final class PlaceholderCheck extends AbstractBindHandler {
    private static final ConfigurationPropertyName HUB = ConfigurationPropertyName.of("hub");
    private static final Pattern OPEN = Pattern.compile("\\$\\{([^}:]*)[^}]*}?");

    PlaceholderCheck(BindHandler parent) {
        super(parent);
    }

    @Override
    public Object onSuccess(ConfigurationPropertyName name, Bindable<?> target, BindContext context, Object result) {
        if (result instanceof CharSequence text && HUB.isAncestorOf(name)) {
            check(name.toString(), text.toString());
        }
        return super.onSuccess(name, target, context, result);
    }

    /** A number, duration or size that is a placeholder cannot even be read; then the variable is what to tell. */
    @Override
    public Object onFailure(ConfigurationPropertyName name, Bindable<?> target, BindContext context, Exception error)
            throws Exception {
        if (error instanceof ConversionFailedException unread && HUB.isAncestorOf(name)) {
            check(name.toString(), String.valueOf(unread.getValue()));
        }
        return super.onFailure(name, target, context, error);
    }

    /** The rest of the value is not shown: it may be part of a secret. */
    static void check(String key, String value) {
        Matcher open = OPEN.matcher(value);
        if (open.find()) {
            String variable = open.group(1);
            throw new IllegalArgumentException("Setting " + key + " needs a variable that is not set. Found: ${"
                    + variable + "}. Set " + variable + " in the environment before the start, or write a fallback: ${"
                    + variable + ":FALLBACK}.");
        }
    }
}
