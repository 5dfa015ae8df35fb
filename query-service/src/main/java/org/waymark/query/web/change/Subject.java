package org.waymark.query.web.change;

import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.waymark.query.party.PartyView;
import org.waymark.query.party.PartyView.ContactName;

/**
 * Who a form about a person is about.
 *
 * @param party the party whose contact it is, or null for a person on their own
 * @param contact null for somebody new
 */
record Subject(@Nullable PartyView party, @Nullable ContactName contact) {

    String back() {
        return party == null ? "/people" : "/parties/" + party.partyId();
    }

    String path(String command) {
        String people = party == null ? "/people" : back() + "/contacts";
        return contact == null ? people + "/" + command : people + "/" + contact.contactId() + "/" + command;
    }

    /** Somebody who is there: not to be asked about somebody new. */
    ContactName somebody() {
        return Objects.requireNonNull(contact);
    }
}
