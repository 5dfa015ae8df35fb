package org.waymark.contract.action;

/** Red, amber, green, blue (complete, in plans that use it) or none given. */
public enum Rating {
    RED,
    AMBER,
    GREEN,
    BLUE,
    NONE
}
