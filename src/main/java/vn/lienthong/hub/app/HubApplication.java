package vn.lienthong.hub.app;

import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Import;

/** The runnable hub as a Spring Boot application: the auto-configuration and nothing else. Scans no package. */
@SpringBootConfiguration(proxyBeanMethods = false)
@EnableAutoConfiguration
@Import(OtherProblems.class)
class HubApplication {}
