package org.waymark.query.web;

import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What keeps mail back by the settings, for the band over governance's pages: those of the notifier, which are given to
 * query-service too. What somebody stopped on the record is told by {@link org.waymark.query.mail.MailStop}.
 *
 * @param enabled false while all mail is stopped
 * @param allowedDomains the only domains that get mail; empty for all
 */
@ConfigurationProperties("waymark.mail")
record MailNotice(
        @DefaultValue("true") boolean enabled, @DefaultValue List<String> allowedDomains) {

    boolean isNeeded() {
        return !enabled || !allowedDomains.isEmpty();
    }

    /** "kirklees.example and council.example". */
    String domains() {
        return String.join(" and ", allowedDomains);
    }
}
