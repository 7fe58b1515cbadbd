package vn.lienthong.hub.kit;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.TestTemplate;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * A test for each case of a connector: adding a folder to {@code cases/} adds its test, by hand or by {@code record case}.
 *
 * <pre>{@code
 * class MySystemCasesTest {
 *     @ConnectorCases("connectors/my-system")
 *     void holds(ConnectorCase situation) {
 *         situation.holds();
 *     }
 * }
 * }</pre>
 *
 * <p>What a case is stands in {@code connectors/README.md}; it is played as {@code check connector NAME --play} does. No database, no broker, no
 * network but loopback; the cases of a method go one after the other. A folder that is missing, or without cases, fails the method and says so.
 */
@Documented
@Target({ElementType.METHOD, ElementType.ANNOTATION_TYPE})
@Retention(RetentionPolicy.RUNTIME)
@TestTemplate
@ExtendWith(CasesOfFolder.class)
public @interface ConnectorCases {

    /** The folder of a connector, or of connectors, from where the tests run (with Maven: where the pom is). Default: all of {@code connectors}. */
    String value() default "connectors";
}
