package org.waymark.query.pack;

/** Packs by meeting. */
public interface Packs {

    /** For whom a pack is. */
    enum Edition {
        /** The members of the group, and whoever signs in. */
        MEMBERS,
        /** Everybody: without exempt items. */
        PUBLIC
    }

    /**
     * The pack as it was issued, or before that as it would be issued now. Names, meetings and policies are those of that
     * entry of the log too; who can be written to stands in no log, so that of this gap a pack has only the leads that
     * stand for several.
     *
     * @throws org.waymark.query.view.NotKnown when there is no such group, or it has no such meeting
     */
    Pack pack(String groupId, String meetingId, Edition edition);
}
