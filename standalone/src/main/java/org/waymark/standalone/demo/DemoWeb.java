package org.waymark.standalone.demo;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Profile;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpMethod;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.web.filter.OncePerRequestFilter;

/** The demonstration's own pages are open to everybody on this machine, and the first of them comes first. */
@Configuration(proxyBeanMethods = false)
@Profile("demo")
class DemoWeb {

    private static final int BEFORE_THE_SERVICES = 40;

    @Bean
    @Order(BEFORE_THE_SERVICES)
    SecurityFilterChain standaloneDemoSecurity(HttpSecurity http) {
        return http.securityMatcher("/demo/**", "/mailbox/**")
                .authorizeHttpRequests(requests -> requests.anyRequest().permitAll())
                .csrf(Customizer.withDefaults())
                .requestCache(cache -> cache.disable())
                .logout(logout -> logout.disable())
                .headers(headers -> headers.frameOptions(frames -> frames.sameOrigin()))
                .build();
    }

    @Bean
    FilterRegistrationBean<OncePerRequestFilter> standaloneDemoFirst() {
        FilterRegistrationBean<OncePerRequestFilter> filter = new FilterRegistrationBean<>(new ToTheStartPage());
        filter.addUrlPatterns("/*");
        filter.setOrder(Ordered.HIGHEST_PRECEDENCE + 100);
        return filter;
    }

    private static final class ToTheStartPage extends OncePerRequestFilter {
        @Override
        protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
                throws ServletException, IOException {
            if (HttpMethod.GET.matches(request.getMethod())
                    && request.getRequestURI().equals("/")) {
                response.sendRedirect("/demo");
            } else {
                chain.doFilter(request, response);
            }
        }
    }
}
