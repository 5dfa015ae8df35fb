package org.waymark.notifier.sweep;

import org.waymark.contract.mail.MailRule;

/** {@link MailRule#NEW_LINK}: owed to nobody. Whoever asks gets it. */
final class AskedFor implements Rule {}
