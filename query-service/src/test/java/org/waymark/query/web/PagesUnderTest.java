package org.waymark.query.web;

import java.util.Arrays;
import java.util.stream.Stream;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.http.client.autoconfigure.imperative.ImperativeHttpClientAutoConfiguration;
import org.springframework.boot.http.converter.autoconfigure.HttpMessageConvertersAutoConfiguration;
import org.springframework.boot.jackson.autoconfigure.JacksonAutoConfiguration;
import org.springframework.boot.restclient.autoconfigure.RestClientAutoConfiguration;
import org.springframework.boot.security.autoconfigure.SecurityAutoConfiguration;
import org.springframework.boot.security.autoconfigure.web.servlet.SecurityFilterAutoConfiguration;
import org.springframework.boot.security.autoconfigure.web.servlet.ServletWebSecurityAutoConfiguration;
import org.springframework.boot.servlet.autoconfigure.HttpEncodingAutoConfiguration;
import org.springframework.boot.servlet.autoconfigure.MultipartAutoConfiguration;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.boot.tomcat.autoconfigure.servlet.TomcatServletWebServerAutoConfiguration;
import org.springframework.boot.webmvc.autoconfigure.DispatcherServletAutoConfiguration;
import org.springframework.boot.webmvc.autoconfigure.WebMvcAutoConfiguration;
import org.springframework.boot.webmvc.autoconfigure.error.ErrorMvcAutoConfiguration;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.FilterType;
import org.springframework.context.annotation.FullyQualifiedAnnotationBeanNameGenerator;
import org.springframework.context.annotation.Import;
import org.waymark.query.identity.QueryIdentityProperties;
import org.waymark.query.identity.Tokens;

/** The pages alone, over views that are made up. Can be started, to look at them. */
@TestConfiguration
@ImportAutoConfiguration({
    TomcatServletWebServerAutoConfiguration.class,
    DispatcherServletAutoConfiguration.class,
    WebMvcAutoConfiguration.class,
    ErrorMvcAutoConfiguration.class,
    HttpEncodingAutoConfiguration.class,
    MultipartAutoConfiguration.class,
    HttpMessageConvertersAutoConfiguration.class,
    JacksonAutoConfiguration.class,
    RestClientAutoConfiguration.class,
    ImperativeHttpClientAutoConfiguration.class,
    SecurityAutoConfiguration.class,
    SecurityFilterAutoConfiguration.class,
    ServletWebSecurityAutoConfiguration.class
})
@ComponentScan(
        basePackages = "org.waymark.query.web",
        nameGenerator = FullyQualifiedAnnotationBeanNameGenerator.class,
        excludeFilters = @ComponentScan.Filter(type = FilterType.REGEX, pattern = ".*(FixtureViews|Test).*"))
@EnableConfigurationProperties(QueryIdentityProperties.class)
@Import({FixtureViews.class, FixtureIndicators.class, Tokens.class})
public class PagesUnderTest {

    static final String[] SETTINGS = {
        "--spring.config.name=query-service",
        "--waymark.identity.secret=a secret of the tests, long enough for HS256",
        "--waymark.identity.people[0].id=u-priya",
        "--waymark.identity.people[0].name=Priya Nair",
        "--waymark.identity.people[0].role=GOVERNANCE",
        "--waymark.identity.people[0].about=See what is late before the papers go out",
        "--waymark.identity.people[1].id=u-sam",
        "--waymark.identity.people[1].name=Sam Okafor",
        "--waymark.identity.people[1].role=LEAD",
        "--waymark.identity.people[1].parties=p-carers",
        "--waymark.identity.people[1].about=Answer for an action",
        "--waymark.identity.people[2].id=u-mary",
        "--waymark.identity.people[2].name=Mary Boothroyd",
        "--waymark.identity.people[2].role=BOARD",
        "--waymark.identity.people[2].contact-id=c-mary",
        "--waymark.identity.people[3].id=u-ada",
        "--waymark.identity.people[3].name=Ada Lin",
        "--waymark.identity.people[3].role=ADMINISTRATOR"
    };

    public static void main(String[] args) {
        SpringApplication.run(PagesUnderTest.class, settings(args));
    }

    static String[] settings(String... more) {
        return Stream.concat(Arrays.stream(SETTINGS), Arrays.stream(more)).toArray(String[]::new);
    }
}
