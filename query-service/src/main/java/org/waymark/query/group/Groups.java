package org.waymark.query.group;

import java.util.List;

/** Groups and their meetings. */
public interface Groups {

    /** Every group, by name. */
    List<GroupView> all();

    /** @throws org.waymark.query.view.NotKnown when there is no such group */
    GroupView group(String groupId);
}
