package org.waymark.command;

import java.util.Properties;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Import;

/** Command-service as a process of its own. */
@SpringBootConfiguration
@EnableAutoConfiguration
@Import(CommandServiceConfiguration.class)
public class CommandServiceApplication {

    /** Starts the service; configuration comes from {@code waymark.yaml} and {@code command-service.yaml}. */
    public static void main(String[] args) {
        Properties names = new Properties();
        names.setProperty("spring.config.name", "waymark,command-service");
        SpringApplication application = new SpringApplication(CommandServiceApplication.class);
        application.setDefaultProperties(names);
        application.run(args);
    }
}
