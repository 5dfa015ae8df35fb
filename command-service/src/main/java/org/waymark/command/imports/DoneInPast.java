package org.waymark.command.imports;

/** What a green row means whose month has passed: done then, or due then. Asked about, never assumed. */
enum DoneInPast {
    /** Listed in the report; kept open as due until somebody decides. */
    ASK,
    DONE,
    DUE
}
