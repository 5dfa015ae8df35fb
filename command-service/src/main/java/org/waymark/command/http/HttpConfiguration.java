package org.waymark.command.http;

import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;

@Configuration(proxyBeanMethods = false)
class HttpConfiguration {

    private static final int BEFORE_ALL_WHO_READ = Ordered.LOWEST_PRECEDENCE - 1;

    @Bean
    FilterRegistrationBean<BodyLimit> commandBodyLimit() {
        FilterRegistrationBean<BodyLimit> registration = new FilterRegistrationBean<>(new BodyLimit());
        registration.addUrlPatterns("/api/commands/*", "/api/directory/*", "/api/imports/*");
        registration.setOrder(BEFORE_ALL_WHO_READ);
        return registration;
    }
}
