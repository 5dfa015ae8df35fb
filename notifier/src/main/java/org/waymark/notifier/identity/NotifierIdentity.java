package org.waymark.notifier.identity;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import javax.crypto.spec.SecretKeySpec;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpMethod;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.config.observation.SecurityObservationSettings;
import org.springframework.security.core.authority.SimpleGrantedAuthority;
import org.springframework.security.oauth2.jose.jws.MacAlgorithm;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.JwtTimestampValidator;
import org.springframework.security.oauth2.jwt.NimbusJwtDecoder;
import org.springframework.security.oauth2.server.resource.authentication.JwtAuthenticationConverter;
import org.springframework.security.web.SecurityFilterChain;
import org.waymark.contract.log.Role;
import org.waymark.notifier.NotifierProperties;

/** Who may ask how the daily check stands, and who may start one. */
@Configuration(proxyBeanMethods = false)
class NotifierIdentity {

    private static final Duration SKEW = Duration.ofSeconds(60);

    /** A timer for each security filter tells nobody anything. */
    @Bean
    @ConditionalOnMissingBean
    SecurityObservationSettings securityObservations() {
        return SecurityObservationSettings.noObservations();
    }

    @Bean
    @Order(30)
    SecurityFilterChain notifierSecurity(HttpSecurity http, NotifierProperties properties, Clock clock) {
        JwtDecoder decoder = decoder(properties, clock);
        JwtAuthenticationConverter roles = new JwtAuthenticationConverter();
        roles.setJwtGrantedAuthoritiesConverter(token -> {
            String role = token.getClaimAsString("role");
            return role == null ? List.of() : List.of(new SimpleGrantedAuthority("ROLE_" + role));
        });
        return http.securityMatcher("/api/notifier/**")
                .csrf(AbstractHttpConfigurer::disable)
                .sessionManagement(session -> session.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                .requestCache(AbstractHttpConfigurer::disable)
                .logout(AbstractHttpConfigurer::disable)
                .authorizeHttpRequests(requests -> requests.requestMatchers(HttpMethod.POST, "/api/notifier/run")
                        .hasAnyRole(Role.ADMINISTRATOR.name(), Role.GOVERNANCE.name())
                        .requestMatchers(HttpMethod.POST, "/api/notifier/agenda/**")
                        .hasRole(Role.ADMINISTRATOR.name())
                        .requestMatchers(HttpMethod.POST, "/api/notifier/links")
                        .hasRole(Role.SERVICE.name())
                        .anyRequest()
                        .hasAnyRole(Role.ADMINISTRATOR.name(), Role.GOVERNANCE.name(), Role.SERVICE.name()))
                .oauth2ResourceServer(
                        server -> server.jwt(jwt -> jwt.decoder(decoder).jwtAuthenticationConverter(roles))
                                .authenticationEntryPoint((_, response, _) -> problem(
                                        response,
                                        HttpServletResponse.SC_UNAUTHORIZED,
                                        "not-signed-in",
                                        "Sign in first",
                                        "Bring a token that has not ended."))
                                .accessDeniedHandler((_, response, _) -> problem(
                                        response,
                                        HttpServletResponse.SC_FORBIDDEN,
                                        "not-allowed",
                                        "Not yours to do",
                                        "Ask the governance officer or the administrator.")))
                .build();
    }

    private static JwtDecoder decoder(NotifierProperties properties, Clock clock) {
        NimbusJwtDecoder decoder = NimbusJwtDecoder.withSecretKey(
                        new SecretKeySpec(ServiceToken.secret(properties), "HmacSHA256"))
                .macAlgorithm(MacAlgorithm.HS256)
                .build();
        JwtTimestampValidator timestamps = new JwtTimestampValidator(SKEW);
        timestamps.setClock(clock);
        decoder.setJwtValidator(timestamps);
        return decoder;
    }

    private static void problem(HttpServletResponse response, int status, String slug, String title, String detail)
            throws IOException {
        response.setStatus(status);
        response.setContentType("application/problem+json");
        response.setCharacterEncoding("UTF-8");
        response.getWriter()
                .write("{\"type\":\"https://waymark.example/problems/" + slug + "\",\"title\":\"" + title
                        + "\",\"status\":" + status + ",\"detail\":\"" + detail + "\"}");
    }
}
