package vn.lienthong.hub.house;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** What whoever types the first command relies on in the pom. */
class BuildTest {
    private static final String POM = Repository.read("pom.xml");

    @Test
    void nobodyIsKeptFromRunningTheHubByAStrayBlank() {
        String spotless = POM.substring(POM.indexOf("<artifactId>spotless-maven-plugin"));

        assertThat(spotless.substring(0, spotless.indexOf("</plugin>"))).contains("<phase>verify</phase>");
    }

    @Test
    void springBootRunDoesTheDemoUnlessToldOtherwise() {
        assertThat(POM).contains("<spring-boot.run.arguments>demo</spring-boot.run.arguments>");
        assertThat(POM)
                .as("arguments in the plugin's own configuration go before -Dspring-boot.run.arguments")
                .doesNotContain("<arguments>");
    }
}
