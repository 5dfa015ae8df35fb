package org.waymark.standalone.runtime;

import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.FullyQualifiedAnnotationBeanNameGenerator;
import org.springframework.context.annotation.Import;
import org.waymark.command.CommandServiceConfiguration;
import org.waymark.notifier.NotifierConfiguration;
import org.waymark.query.QueryServiceConfiguration;

/** The three services, side by side in one context, with the pages that only exist where they run as one program. */
@SpringBootConfiguration
@EnableAutoConfiguration
@Import({CommandServiceConfiguration.class, QueryServiceConfiguration.class, NotifierConfiguration.class})
@ComponentScan(
        basePackages = {"org.waymark.standalone.mailbox", "org.waymark.standalone.demo", "org.waymark.standalone.pilot"
        },
        nameGenerator = FullyQualifiedAnnotationBeanNameGenerator.class)
class StandaloneApplication {}
