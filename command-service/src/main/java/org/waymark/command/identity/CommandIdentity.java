package org.waymark.command.identity;

import static org.waymark.command.rule.Texts.say;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.Locale;
import java.util.Objects;
import javax.crypto.spec.SecretKeySpec;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.config.observation.SecurityObservationSettings;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.oauth2.core.DelegatingOAuth2TokenValidator;
import org.springframework.security.oauth2.jose.jws.MacAlgorithm;
import org.springframework.security.oauth2.jwt.JwtClaimValidator;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.JwtTimestampValidator;
import org.springframework.security.oauth2.jwt.NimbusJwtDecoder;
import org.springframework.security.web.SecurityFilterChain;
import tools.jackson.databind.json.JsonMapper;

/** Lets nobody at the command API who does not bring a token; what each may do is decided later ({@link Rights}). */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(CommandIdentityProperties.class)
class CommandIdentity {

    private static final Duration SKEW = Duration.ofSeconds(60);
    private static final JsonMapper JSON = new JsonMapper();

    /** A problem as the command API has them. */
    private record NotSignedIn(String type, String title, int status, String detail) {}

    /** A timer for each security filter tells nobody anything. */
    @Bean
    @ConditionalOnMissingBean
    SecurityObservationSettings securityObservations() {
        return SecurityObservationSettings.noObservations();
    }

    @Bean
    @Order(10)
    SecurityFilterChain commandSecurity(HttpSecurity http, CommandIdentityProperties properties, Clock clock) {
        JwtDecoder decoder = decoder(properties, clock);
        return http.securityMatcher("/api/commands/**", "/api/directory/**", "/api/imports/**")
                .csrf(AbstractHttpConfigurer::disable)
                .sessionManagement(session -> session.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                .requestCache(AbstractHttpConfigurer::disable)
                .logout(AbstractHttpConfigurer::disable)
                .authorizeHttpRequests(requests -> requests.anyRequest().authenticated())
                .oauth2ResourceServer(server ->
                        server.jwt(jwt -> jwt.decoder(decoder)).authenticationEntryPoint(CommandIdentity::notSignedIn))
                .exceptionHandling(handling -> handling.authenticationEntryPoint(CommandIdentity::notSignedIn))
                .build();
    }

    /** By the injected clock, so that tokens of the demo live in the demo's time. */
    private static JwtDecoder decoder(CommandIdentityProperties properties, Clock clock) {
        SecretKeySpec key = new SecretKeySpec(properties.secret().getBytes(StandardCharsets.UTF_8), "HmacSHA256");
        NimbusJwtDecoder decoder = NimbusJwtDecoder.withSecretKey(key)
                .macAlgorithm(MacAlgorithm.HS256)
                .build();
        JwtTimestampValidator timestamps = new JwtTimestampValidator(SKEW);
        timestamps.setClock(clock);
        decoder.setJwtValidator(
                new DelegatingOAuth2TokenValidator<>(timestamps, new JwtClaimValidator<>("exp", Objects::nonNull)));
        return decoder;
    }

    private static void notSignedIn(HttpServletRequest request, HttpServletResponse response, AuthenticationException e)
            throws IOException {
        response.setStatus(HttpServletResponse.SC_UNAUTHORIZED);
        response.setHeader("WWW-Authenticate", "Bearer");
        response.setContentType("application/problem+json");
        response.setCharacterEncoding("UTF-8");
        Locale language = request.getLocale();
        JSON.writeValue(
                response.getOutputStream(),
                new NotSignedIn(
                        "https://waymark.example/problems/not-signed-in",
                        say("problem.not-signed-in").in(language),
                        HttpServletResponse.SC_UNAUTHORIZED,
                        say("request.bring-a-token").in(language)));
    }
}
