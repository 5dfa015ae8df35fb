package org.waymark.notifier.sweep;

import java.util.List;

/**
 * Everything one person is owed today.
 *
 * @param items by urgency of the rule, then plan and action
 */
public record DueDigest(String contactId, List<DueItem> items) {

    public DueDigest {
        items = List.copyOf(items);
    }
}
