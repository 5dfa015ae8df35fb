package org.waymark.command.identity;

import java.nio.charset.StandardCharsets;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * How tokens are checked.
 *
 * @param secret shared with those who make tokens (HS256); at least 32 bytes
 */
@ConfigurationProperties("waymark.identity")
record CommandIdentityProperties(String secret) {

    CommandIdentityProperties {
        if (secret == null || secret.getBytes(StandardCharsets.UTF_8).length < 32) {
            throw new IllegalArgumentException("Set waymark.identity.secret to a secret of 32 bytes or more");
        }
    }
}
