package org.waymark.query.identity;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpStatus;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.config.observation.SecurityObservationSettings;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.core.authority.SimpleGrantedAuthority;
import org.springframework.security.oauth2.jose.jws.MacAlgorithm;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.JwtTimestampValidator;
import org.springframework.security.oauth2.jwt.NimbusJwtDecoder;
import org.springframework.security.oauth2.server.resource.authentication.JwtAuthenticationConverter;
import org.springframework.security.web.SecurityFilterChain;
import org.waymark.contract.log.Role;

/**
 * Every role may read; who was written to and when is for governance, and for leads as far as it went to their own parties. Whoever is signed in on the pages may read the JSON of the same session; others bring a token.
 */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(QueryIdentityProperties.class)
class QueryIdentity {

    /** The API of this service, and no other's. */
    static final String[] PATHS = {
        "/api/plans/**",
        "/api/actions/**",
        "/api/parties/**",
        "/api/escalations/**",
        "/api/mails/**",
        "/api/groups/**",
        "/api/indicators/**",
        "/api/proposals/**",
        "/api/views/**"
    };

    private static final Duration SKEW = Duration.ofSeconds(60);

    /** A timer for each security filter tells nobody anything. */
    @Bean
    @ConditionalOnMissingBean
    SecurityObservationSettings securityObservations() {
        return SecurityObservationSettings.noObservations();
    }

    @Bean
    @Order(30)
    SecurityFilterChain queryApiSecurity(HttpSecurity http, Tokens tokens, Clock clock) {
        JwtDecoder decoder = decoder(tokens, clock);
        JwtAuthenticationConverter converter = new JwtAuthenticationConverter();
        converter.setJwtGrantedAuthoritiesConverter(QueryIdentity::authorities);
        return http.securityMatcher(PATHS)
                .authorizeHttpRequests(requests -> requests.requestMatchers("/api/views/**")
                        .hasRole(Role.ADMINISTRATOR.name())
                        // Leads for their own parties, which the API itself looks at
                        .requestMatchers("/api/mails/**")
                        .hasAnyRole(Role.GOVERNANCE.name(), Role.ADMINISTRATOR.name(), Role.LEAD.name())
                        .anyRequest()
                        .authenticated())
                .csrf(AbstractHttpConfigurer::disable)
                .sessionManagement(session -> session.sessionCreationPolicy(SessionCreationPolicy.NEVER))
                .requestCache(AbstractHttpConfigurer::disable)
                .oauth2ResourceServer(
                        server -> server.jwt(jwt -> jwt.decoder(decoder).jwtAuthenticationConverter(converter))
                                .authenticationEntryPoint((_, response, _) -> refuse(
                                        response,
                                        HttpStatus.UNAUTHORIZED,
                                        "not-signed-in",
                                        "You are not signed in",
                                        "Sign in, or send a token that has not ended."))
                                .accessDeniedHandler((_, response, _) -> refuse(
                                        response,
                                        HttpStatus.FORBIDDEN,
                                        "not-allowed",
                                        "You may not do this",
                                        "Ask an administrator of this installation.")))
                .build();
    }

    private static JwtDecoder decoder(Tokens tokens, Clock clock) {
        NimbusJwtDecoder decoder = NimbusJwtDecoder.withSecretKey(tokens.key())
                .macAlgorithm(MacAlgorithm.HS256)
                .build();
        JwtTimestampValidator timestamps = new JwtTimestampValidator(SKEW);
        timestamps.setClock(clock);
        decoder.setJwtValidator(timestamps);
        return decoder;
    }

    /** Only roles that this release knows count. */
    private static List<GrantedAuthority> authorities(Jwt jwt) {
        String claim = jwt.getClaimAsString("role");
        for (Role role : Role.values()) {
            if (role.name().equals(claim)) {
                return List.of(new SimpleGrantedAuthority("ROLE_" + role.name()));
            }
        }
        return List.of();
    }

    private static void refuse(
            HttpServletResponse response, HttpStatus status, String slug, String title, String detail)
            throws IOException {
        response.setStatus(status.value());
        response.setContentType("application/problem+json");
        response.setCharacterEncoding(StandardCharsets.UTF_8);
        if (status == HttpStatus.UNAUTHORIZED) {
            response.setHeader("WWW-Authenticate", "Bearer");
        }
        response.getWriter()
                .write(String.format(
                        Locale.ROOT,
                        "{\"type\":\"https://waymark.example/problems/%s\",\"title\":\"%s\",\"status\":%d,\"detail\":\"%s\"}",
                        slug,
                        title,
                        status.value(),
                        detail));
    }
}
