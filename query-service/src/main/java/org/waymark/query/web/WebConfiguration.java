package org.waymark.query.web;

import java.time.Duration;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.CacheControl;
import org.springframework.web.servlet.config.annotation.ResourceHandlerRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import org.springframework.web.servlet.resource.VersionResourceResolver;

/** Settings of the pages, and what they are drawn with. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties({InstallationProperties.class, MailNotice.class})
class WebConfiguration implements WebMvcConfigurer {

    /** For what has another address as soon as it changes. */
    private static final CacheControl FOR_GOOD =
            CacheControl.maxAge(Duration.ofDays(365)).cachePublic().immutable();

    @Override
    public void addResourceHandlers(ResourceHandlerRegistry registry) {
        registry.addResourceHandler("/assets/waymark*")
                .addResourceLocations("classpath:/static/assets/")
                .setCacheControl(FOR_GOOD)
                .resourceChain(true)
                .addResolver(new VersionResourceResolver().addContentVersionStrategy("/**"));
        registry.addResourceHandler("/webjars/govuk-frontend/**")
                .addResourceLocations("classpath:/META-INF/resources/webjars/govuk-frontend/")
                .setCacheControl(FOR_GOOD)
                .resourceChain(true)
                .addTransformer(new WithoutFonts());
        registry.addResourceHandler("/webjars/htmx.org/**")
                .addResourceLocations("classpath:/META-INF/resources/webjars/htmx.org/")
                .setCacheControl(FOR_GOOD);
    }
}
