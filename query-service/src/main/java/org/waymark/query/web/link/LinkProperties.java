package org.waymark.query.web.link;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/** @param validDays days after the mail on which its links still open; the same in the notifier, which says so in mails */
@ConfigurationProperties("waymark.links")
record LinkProperties(@DefaultValue("60") int validDays) {

    LinkProperties {
        if (validDays < 1) {
            throw new IllegalArgumentException("Set waymark.links.valid-days to 1 or more");
        }
    }
}
