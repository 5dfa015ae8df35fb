package org.waymark.command.directory;

import static org.waymark.command.rule.Texts.say;

import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.waymark.contract.log.InvalidField;

/**
 * What is entered about a person.
 *
 * @param contactId id of a new contact, or null to have one drawn; where it is in the address, the same or null
 */
record ContactEntry(@Nullable String contactId, String name, String email, ContactRole role, List<String> partyIds) {

    /** One address as it stands after SMTP's RCPT TO, without quoting; RFC 5321 4.5.3.1 bounds its length. */
    private static final Pattern ADDRESS =
            Pattern.compile("[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+(\\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+)*"
                    + "@[A-Za-z0-9]([A-Za-z0-9-]*[A-Za-z0-9])?(\\.[A-Za-z0-9]([A-Za-z0-9-]*[A-Za-z0-9])?)+");

    private static final int LONGEST = 254;

    ContactEntry {
        name = InvalidField.required("name", name, say("directory.enter-the-name"));
        if (name.chars().anyMatch(Character::isISOControl)) {
            throw new InvalidField("name", say("directory.enter-the-name-on-one-line"));
        }
        email = InvalidField.required("email", email, say("directory.enter-an-address"));
        if (email.length() > LONGEST || !ADDRESS.matcher(email).matches()) {
            throw new InvalidField("email", say("directory.enter-one-address"));
        }
        InvalidField.required("role", role, say("directory.choose-a-role"));
        partyIds = partyIds == null ? List.of() : List.copyOf(partyIds);
        if (contactId != null && !contactId.matches("[a-z][a-z0-9-]{1,60}")) {
            throw new InvalidField("contactId", say("directory.use-letters-digits-and-hyphens"));
        }
    }
}
