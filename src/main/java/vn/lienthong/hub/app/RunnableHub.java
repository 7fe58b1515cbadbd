package vn.lienthong.hub.app;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.Filter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.core.Ordered;
import vn.lienthong.hub.intake.IntakeServlets;
import vn.lienthong.hub.intake.SmallBodies;

/** What the hub decides about the HTTP server when the whole process is its own; inside a host application that is the host's. */
@Configuration(proxyBeanMethods = false)
@Import(OtherProblems.class)
class RunnableHub {
    private static final Duration STRAY_TIME = Duration.ofSeconds(10);

    @Bean
    TomcatSetup hubTomcatSetup(HubSettings settings) {
        return new TomcatSetup(settings.intake().batchIdle());
    }

    /** A body that no call wants is read away without a thread, before the call is answered; else Tomcat's threads would wait for it. */
    @Bean
    FilterRegistrationBean<Filter> hubStrayBodies(IntakeServlets servlets) {
        SmallBodies bodies = servlets.bodies();
        FilterRegistrationBean<Filter> strays = new FilterRegistrationBean<>((request, response, chain) -> {
            HttpServletRequest call = (HttpServletRequest) request;
            if (SmallBodies.hasBody(call) && !Gate.isIntakes(call)) {
                bodies.readAway(call, (HttpServletResponse) response, STRAY_TIME);
            } else {
                chain.doFilter(request, response);
            }
        });
        strays.addUrlPatterns("/*");
        strays.setDispatcherTypes(DispatcherType.REQUEST);
        strays.setOrder(Ordered.HIGHEST_PRECEDENCE + 1);
        return strays;
    }
}
