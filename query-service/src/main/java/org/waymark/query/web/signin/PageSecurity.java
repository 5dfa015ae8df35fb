package org.waymark.query.web.signin;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpMethod;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.csrf.CsrfException;
import org.springframework.security.web.header.writers.ReferrerPolicyHeaderWriter.ReferrerPolicy;
import org.waymark.query.web.ErrorPages;
import org.waymark.query.web.HeldForms;

/** Who may open a page: everybody the sign-in and the statements, whoever is signed in the rest. */
@Configuration(proxyBeanMethods = false)
class PageSecurity {

    /** A feed's address is its own key: calendar programs cannot sign in. */
    private static final String[] OPEN = {"/sign-in", "/accessibility", "/privacy", "/ratings", "/feeds/**"};

    private static final String[] PAGES = {
        "/",
        "/sign-out",
        HeldForms.ADDRESS,
        "/plans/**",
        "/actions/**",
        "/my-actions/**",
        "/proposals/**",
        "/escalations/**",
        "/groups/**",
        "/indicators/**",
        "/log/**",
        "/mail/**",
        "/my-mail/**",
        "/parties/**",
        "/people/**",
        "/imports/**",
        "/administration/**"
    };

    @Bean
    @Order(50)
    SecurityFilterChain queryPageSecurity(HttpSecurity http, ErrorPages errors) {
        http.securityMatchers(matchers -> matchers.requestMatchers(PAGES).requestMatchers(OPEN))
                .authorizeHttpRequests(requests -> requests.requestMatchers(OPEN)
                        .permitAll()
                        .requestMatchers("/mail/**", "/imports/**", "/proposals/**")
                        .hasAnyRole("GOVERNANCE", "ADMINISTRATOR")
                        .requestMatchers("/administration/**")
                        .hasRole("ADMINISTRATOR")
                        .anyRequest()
                        .authenticated())
                .csrf(Customizer.withDefaults())
                .requestCache(cache -> cache.disable())
                .logout(logout -> logout.disable())
                .headers(headers -> headers.contentSecurityPolicy(
                                policy -> policy.policyDirectives(
                                        "default-src 'self';"
                                                + " form-action 'self'; base-uri 'none'; frame-ancestors 'none'; object-src 'none'"))
                        .referrerPolicy(referrer -> referrer.policy(ReferrerPolicy.SAME_ORIGIN)))
                .exceptionHandling(handling -> handling.authenticationEntryPoint((request, response, nobody) -> {
                            String then = HttpMethod.GET.matches(request.getMethod()) ? asked(request) : "/";
                            response.sendRedirect("/sign-in?then=" + URLEncoder.encode(then, StandardCharsets.UTF_8));
                        })
                        .accessDeniedHandler((request, response, denied) -> ErrorPages.write(
                                denied instanceof CsrfException ? errors.expired(request) : errors.forbidden(request),
                                response)));
        return http.build();
    }

    private static String asked(jakarta.servlet.http.HttpServletRequest request) {
        String query = request.getQueryString();
        return query == null ? request.getRequestURI() : request.getRequestURI() + "?" + query;
    }
}
