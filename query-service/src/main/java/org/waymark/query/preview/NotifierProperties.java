package org.waymark.query.preview;

import java.net.URI;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The service that knows what would go out.
 *
 * @param url where the notifier answers, without a slash at the end
 * @param patience how long a page waits for it
 */
@ConfigurationProperties("waymark.notifier")
public record NotifierProperties(
        @DefaultValue("http://localhost:8082") URI url,
        @DefaultValue("20s") Duration patience) {}
