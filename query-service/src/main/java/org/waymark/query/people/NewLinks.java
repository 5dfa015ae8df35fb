package org.waymark.query.people;

import org.waymark.contract.link.PersonalLink;

/** Has new links mailed to the owners of those that are too old. */
public interface NewLinks {

    /** Has one mailed to the address of the directory, unless there was one today already. Whether it was is told to nobody. */
    void mail(PersonalLink old);
}
