package org.waymark.command.group;

/** All groups there are, for deciders that name one. */
public interface Groups {

    /** Whether a group was formed under this id. */
    boolean formed(String groupId);
}
