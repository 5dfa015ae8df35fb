package org.waymark.notifier.mail;

import java.time.LocalDate;
import org.waymark.contract.link.LinkSeal;
import org.waymark.contract.link.PersonalLink;
import org.waymark.notifier.directory.Contact;

/** Addresses that mails lead to: pages for those who sign in, and links that stand for their reader for those who do not. */
public final class PersonalLinks {

    private final String baseUrl;
    private final LinkSeal seal;
    private final int validDays;

    /**
     * @param baseUrl where the pages are
     * @param validDays days after the mail on which its links still open
     */
    public PersonalLinks(String baseUrl, LinkSeal seal, int validDays) {
        this.baseUrl = baseUrl.endsWith("/") ? baseUrl.substring(0, baseUrl.length() - 1) : baseUrl;
        this.seal = seal;
        this.validDays = validDays;
    }

    /** A page, for those who sign in. */
    String page(String path) {
        return baseUrl + path;
    }

    /** Where the reader answers for one action, and nobody else. */
    String answer(Contact reader, String actionId, LocalDate mailDay) {
        return baseUrl + seal.path(PersonalLink.answer(reader.contactId(), actionId, mailDay, reader.seriesOfLinks()));
    }

    /** Where the reader finds everything that they answer for. */
    String mine(Contact reader, LocalDate mailDay) {
        return baseUrl + seal.path(PersonalLink.mine(reader.contactId(), mailDay, reader.seriesOfLinks()));
    }

    /** Where the reader says when mail comes, and who gets it meanwhile. */
    String mail(Contact reader, LocalDate mailDay) {
        return mine(reader, mailDay) + "/mail";
    }

    /** The last day on which links of this mail open. */
    LocalDate lastDay(LocalDate mailDay) {
        return mailDay.plusDays(validDays);
    }
}
