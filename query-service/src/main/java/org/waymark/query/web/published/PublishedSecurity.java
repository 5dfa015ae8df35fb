package org.waymark.query.web.published;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpMethod;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.header.writers.ReferrerPolicyHeaderWriter.ReferrerPolicy;

/**
 * Everybody may read these addresses, and nobody can do anything there. No cookie is read or set, so that whoever is
 * signed in meets the same bytes as everybody, which any cache between may keep.
 */
@Configuration(proxyBeanMethods = false)
class PublishedSecurity {

    @Bean
    @Order(45)
    SecurityFilterChain queryPublishedSecurity(HttpSecurity http) {
        return http.securityMatcher("/published/**")
                .authorizeHttpRequests(requests -> requests.requestMatchers(HttpMethod.GET, "/published/**")
                        .permitAll()
                        .requestMatchers(HttpMethod.HEAD, "/published/**")
                        .permitAll()
                        .anyRequest()
                        .denyAll())
                .csrf(AbstractHttpConfigurer::disable)
                .sessionManagement(session -> session.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                .requestCache(AbstractHttpConfigurer::disable)
                .logout(AbstractHttpConfigurer::disable)
                .headers(headers -> headers.contentSecurityPolicy(
                                policy -> policy.policyDirectives(
                                        "default-src 'self'; form-action 'none'; base-uri 'none'; frame-ancestors 'none'; object-src 'none'"))
                        .referrerPolicy(referrer -> referrer.policy(ReferrerPolicy.SAME_ORIGIN)))
                .build();
    }
}
