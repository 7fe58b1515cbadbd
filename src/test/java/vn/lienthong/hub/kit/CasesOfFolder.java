package vn.lienthong.hub.kit;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.Extension;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ExtensionContext.Store.CloseableResource;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.junit.jupiter.api.extension.TestTemplateInvocationContext;
import org.junit.jupiter.api.extension.TestTemplateInvocationContextProvider;
import org.junit.platform.commons.support.AnnotationSupport;
import vn.lienthong.hub.connector.CasePlay;
import vn.lienthong.hub.replay.CaseServer;

/** Makes the tests of {@link ConnectorCases}. */
final class CasesOfFolder implements TestTemplateInvocationContextProvider {
    private static final Namespace OURS = Namespace.create(CasesOfFolder.class);

    /** Ends with the last case. */
    private record Playing(CasePlay play) implements CloseableResource {
        @Override
        public void close() {
            play.close();
        }
    }

    @Override
    public boolean supportsTestTemplate(ExtensionContext context) {
        return true;
    }

    @Override
    public Stream<TestTemplateInvocationContext> provideTestTemplateInvocationContexts(ExtensionContext context) {
        String named = AnnotationSupport.findAnnotation(context.getRequiredTestMethod(), ConnectorCases.class)
                .orElseThrow()
                .value();
        Path folder = Path.of(named).toAbsolutePath().normalize();
        if (!Files.isDirectory(folder)) {
            throw new ExtensionConfigurationException("There is no folder of connectors. Found: nothing at " + folder
                    + ". @ConnectorCases names it from where the tests run; with Maven that is where the pom is.");
        }
        boolean one =
                Files.isRegularFile(folder.resolve("outcomes.yaml")) || Files.isDirectory(folder.resolve("cases"));
        CasePlay play = new CasePlay(one ? Objects.requireNonNull(folder.getParent()) : folder, CaseServer::start);
        context.getStore(OURS).put(folder, new Playing(play));
        List<String> connectors = one ? List.of(String.valueOf(folder.getFileName())) : play.connectors();
        List<ConnectorCase> cases = connectors.stream()
                .flatMap(connector ->
                        play.cases(connector).stream().map(name -> new ConnectorCase(play, connector, name)))
                .toList();
        if (cases.isEmpty()) {
            throw new ExtensionConfigurationException(
                    "There are no cases to play. Found: no folder in "
                            + (one ? folder.resolve("cases") : folder + "/*/cases")
                            + ". 'new connector' makes some, 'record case' makes one of what was recorded; connectors/README.md says what is in them.");
        }
        return cases.stream().map(Situation::new);
    }

    /** One test. */
    private record Situation(ConnectorCase situation) implements TestTemplateInvocationContext, ParameterResolver {
        @Override
        public String getDisplayName(int invocationIndex) {
            return situation.toString();
        }

        @Override
        public List<Extension> getAdditionalExtensions() {
            return List.of(this);
        }

        @Override
        public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
            return parameter.getParameter().getType() == ConnectorCase.class;
        }

        @Override
        public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
            return situation;
        }
    }
}
