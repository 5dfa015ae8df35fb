package org.waymark.query.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.waymark.contract.party.PartyEvent;
import org.waymark.contract.party.PartyKind;
import org.waymark.query.ServiceUnderTest;
import org.waymark.query.view.NotKnown;

/** Entries as the log has them, each with the mark before it. */
class LogEntriesTest extends ServiceUnderTest {

    @Autowired
    private LogEntries entries;

    @Test
    void an_entry_says_what_it_is_about_and_which_mark_was_before_it() {
        aPlan();
        settle();
        String before = log.head().hash();
        happens(anAction("a").undated());
        settle();
        long position = log.head().position();

        LogEntry entry = entries.entry(position);

        assertThat(entry.name()).isEqualTo("action.added");
        assertThat(entry.subject()).isEqualTo(LogEntry.Subject.ACTION);
        assertThat(entry.subjectId()).isEqualTo(id("a"));
        assertThat(entry.hash()).isEqualTo(log.head().hash()).isNotEqualTo(before);
        assertThat(entry.previousHash()).isEqualTo(before);
        assertThat(entry.last()).isEqualTo(position);
    }

    @Test
    void entries_of_one_step_share_their_mark_and_the_one_before_however_many_they_are() {
        aPlan();
        settle();
        String before = log.head().hash();
        for (int i = 0; i < 70; i++) {
            happens(new PartyEvent.PartyRegistered(
                    id("p" + i), "Party " + i, PartyKind.ORGANISATION, "Kirklees", java.util.List.of()));
        }
        settle();
        long last = log.head().position();

        for (long position : new long[] {last - 69, last - 1, last}) {
            assertThat(entries.entry(position).previousHash()).isEqualTo(before);
            assertThat(entries.entry(position).subject()).isEqualTo(LogEntry.Subject.PARTY);
        }
    }

    @Test
    void before_the_first_and_after_the_last_there_is_none() {
        aPlan();
        settle();
        assertThat(entries.entry(1).previousHash()).isEqualTo("0".repeat(64));
        for (long none : new long[] {0, -1, log.head().position() + 1}) {
            assertThatExceptionOfType(NotKnown.class).isThrownBy(() -> entries.entry(none));
        }
    }
}
