package org.waymark.notifier;

import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.annotation.Import;

/** The notifier as a process of its own. */
@SpringBootConfiguration
@EnableAutoConfiguration
@Import(NotifierConfiguration.class)
public class NotifierApplication {

    public static void main(String[] args) {
        new SpringApplicationBuilder(NotifierApplication.class)
                .properties("spring.config.name=waymark,notifier")
                .run(args);
    }
}
