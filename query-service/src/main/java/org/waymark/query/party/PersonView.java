package org.waymark.query.party;

import java.util.List;
import org.waymark.query.view.PartyName;

/**
 * Somebody in the directory.
 *
 * @param parties for which the person answers, or answered until they left
 */
public record PersonView(PartyView.ContactName contact, List<PartyName> parties) {}
