package org.waymark.command.lease;

import com.mongodb.client.MongoDatabase;
import io.micrometer.core.instrument.MeterRegistry;
import java.net.InetAddress;
import java.net.UnknownHostException;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.web.server.autoconfigure.ServerProperties;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import tools.jackson.databind.json.JsonMapper;

/** Only where there may be several: one program that holds everything is alone on its database. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnProperty(name = "waymark.command-service.lease.enabled", matchIfMissing = true)
@EnableConfigurationProperties(LeaseProperties.class)
class LeaseConfiguration {

    @Bean
    Appending appending(
            MongoDatabase database, LeaseProperties properties, ServerProperties server, MeterRegistry meters) {
        return new Appending(database, properties, host(server), meters);
    }

    /** Behind all other filters: what it hands on has been let in, and is no longer than allowed. */
    @Bean
    FilterRegistrationBean<HandingOn> handingOn(Appending appending, JsonMapper mapper, MeterRegistry meters) {
        FilterRegistrationBean<HandingOn> registration =
                new FilterRegistrationBean<>(new HandingOn(appending, mapper, meters));
        registration.addUrlPatterns("/api/commands/*", "/api/imports/*");
        registration.setOrder(Ordered.LOWEST_PRECEDENCE);
        return registration;
    }

    @Bean
    HealthIndicator appenderHealthIndicator(Appending appending) {
        return () -> Health.up()
                .withDetail(
                        "appends",
                        appending
                                .other()
                                .map(other -> "by " + other.address())
                                .orElse(appending.held() ? "here" : "here, until it is known who does"))
                .build();
    }

    private static String host(ServerProperties server) {
        InetAddress bound = server.getAddress();
        try {
            return bound != null && !bound.isAnyLocalAddress()
                    ? bound.getHostAddress()
                    : InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException unnamed) {
            throw new IllegalStateException(
                    "This machine does not know its own name, so other command-services cannot reach it. Set"
                            + " waymark.command-service.lease.address to http://host:port, or"
                            + " waymark.command-service.lease.enabled to false if there are no others.",
                    unnamed);
        }
    }
}
