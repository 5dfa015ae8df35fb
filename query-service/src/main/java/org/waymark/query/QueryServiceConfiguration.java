package org.waymark.query;

import org.springframework.boot.context.TypeExcludeFilter;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.FilterType;
import org.springframework.context.annotation.FullyQualifiedAnnotationBeanNameGenerator;
import org.waymark.query.people.CommandServiceProperties;
import org.waymark.query.preview.NotifierProperties;

/** Everything of query-service, to be imported where it runs: on its own or beside the other services. */
@Configuration(proxyBeanMethods = false)
@ComponentScan(
        basePackages = "org.waymark.query",
        nameGenerator = FullyQualifiedAnnotationBeanNameGenerator.class,
        excludeFilters = {
            @ComponentScan.Filter(type = FilterType.ASSIGNABLE_TYPE, classes = QueryServiceApplication.class),
            // Leaves configurations that are for tests only to the tests that ask for them
            @ComponentScan.Filter(type = FilterType.CUSTOM, classes = TypeExcludeFilter.class)
        })
@EnableConfigurationProperties({CommandServiceProperties.class, NotifierProperties.class})
public class QueryServiceConfiguration {}
