package org.waymark.query.mail;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.waymark.contract.mail.Mail;
import org.waymark.contract.mail.MailEvent;
import org.waymark.contract.mail.MailRule;
import org.waymark.contract.mail.MailState;
import org.waymark.contract.mail.RecipientRole;
import org.waymark.contract.party.PartyEvent;
import org.waymark.contract.party.PartyKind;
import org.waymark.query.ServiceUnderTest;

/** Mails are found by what a person knows: the printed reference and the name of who was written to. */
class MailSearchTest extends ServiceUnderTest {

    @Autowired
    private Mails mails;

    @Test
    void mails_are_found_by_reference_and_by_the_name_or_alias_of_the_party() {
        aPlan();
        happens(anAction("a").reference("1.5").undated());
        happens(anAction("b").reference("1.5 b)").undated());
        happens(anAction("c").reference("7.10").undated());
        happens(new PartyEvent.PartyRegistered(
                id("p"), "Borough Council", PartyKind.ORGANISATION, "Kirklees", List.of("BC " + year)));
        sent("one", "p-count", "a");
        sent("two", id("p"), "b", "c");
        settle();

        assertThat(found("1.5", null)).containsExactly("one");
        assertThat(found(" 1.5  B) ", null)).containsExactly("two");
        assertThat(found("7.10", null)).containsExactly("two");
        assertThat(found("7.1", null)).isEmpty();
        assertThat(found(id("c"), null)).containsExactly("two");
        assertThat(found(null, "carers count")).containsExactly("one");
        assertThat(found(null, "bc " + year)).containsExactly("two");
        assertThat(found(null, "p-count")).containsExactly("one");
        assertThat(found(null, "o")).containsExactlyInAnyOrder("one", "two");
        assertThat(found("1.5", "council")).isEmpty();
        assertThat(found(null, null)).containsExactlyInAnyOrder("one", "two");
    }

    @Test
    void whether_and_when_the_lead_was_told_of_an_action_by_a_day_is_one_question_and_a_repeat_shows()
            throws Exception {
        aPlan();
        happens(anAction("a").reference("1.5").undated());
        recorded("told", MailState.OUTCOME_UNKNOWN, 1, "p-count", "a");
        recorded("told", MailState.SENT, 2, "p-count", "a");
        sent("other", "p-count", "b");
        settle();

        List<MailView> told = mails.log(
                        new MailFilter(null, null, id("a"), null, null, RecipientRole.LEAD, null, day("01-02")), 1, 10)
                .rows();
        assertThat(told).singleElement().satisfies(mail -> {
            assertThat(mail.mailId()).isEqualTo(id("told"));
            assertThat(mail.state()).isEqualTo(MailState.SENT);
            assertThat(mail.repeated()).isTrue();
            assertThat(mail.at()).isNotNull();
        });
        assertThat(mails.log(
                                new MailFilter(null, null, id("a"), null, null, RecipientRole.LEAD, null, day("01-01")),
                                1,
                                10)
                        .rows())
                .isEmpty();
        assertThat(mails.mail(id("other")).repeated()).isFalse();
    }

    @Test
    void what_needs_a_look_stands_first_for_thirty_days_and_then_in_its_place_in_time() {
        aPlan();
        happens(anAction("a").reference("1.5").undated());
        recorded("lost", MailState.GIVEN_UP, 3, "p-count", "a");
        sent("first", "p-count", "a");
        settle();
        now(year + "-02-01T09:00:00");
        happens(mail("unsure", MailState.OUTCOME_UNKNOWN, 1, day("02-01"), "p-count", "a"));
        happens(mail("second", MailState.SENT, 1, day("02-01"), "p-count", "a"));
        settle();

        assertThat(found(null, null)).containsExactly("unsure", "second", "first", "lost");
        assertThat(onPages(1)).containsExactly("unsure", "second", "first", "lost");
        assertThat(onPages(3)).containsExactly("unsure", "second", "first", "lost");
        now(year + "-03-03T08:00:00");
        assertThat(found(null, null)).containsExactly("second", "unsure", "first", "lost");
    }

    /** All of them, so many on each page. */
    private List<String> onPages(int size) {
        List<String> all = new ArrayList<>();
        for (int page = 1; page <= 4; page++) {
            mails.log(new MailFilter(plan, null, null, null, null, null, null, null), page, size)
                    .rows()
                    .forEach(mail -> all.add(mail.mailId().substring(plan.length() + 1)));
        }
        return all;
    }

    @Test
    void the_cookie_that_keeps_somebody_signed_in_has_its_own_name_and_stays_on_this_site() throws Exception {
        HttpResponse<String> signIn = get("/sign-in");

        assertThat(signIn.headers().allValues("Set-Cookie"))
                .singleElement()
                .asString()
                .startsWith("waymark-session=")
                .contains("HttpOnly")
                .contains("SameSite=Lax");
    }

    private void sent(String name, String party, String... actions) {
        recorded(name, MailState.SENT, 1, party, actions);
    }

    private void recorded(String name, MailState state, int attempts, String party, String... actions) {
        happens(mail(name, state, attempts, day("01-02"), party, actions));
    }

    private MailEvent.MailRecorded mail(
            String name, MailState state, int attempts, LocalDate day, String party, String... actions) {
        return new MailEvent.MailRecorded(
                new Mail(
                        id(name),
                        "c-1",
                        RecipientRole.LEAD,
                        party,
                        day,
                        name + "@waymark.example",
                        List.of(actions).stream()
                                .map(action -> new Mail.Item(plan, id(action), MailRule.WEEKLY_CHASE, "x"))
                                .toList()),
                state,
                attempts,
                null);
    }

    private List<String> found(@Nullable String reference, @Nullable String party) {
        return mails
                .log(new MailFilter(plan, null, null, null, null, null, null, null, reference, party), 1, 50)
                .rows()
                .stream()
                .map(mail -> mail.mailId().substring(plan.length() + 1))
                .toList();
    }
}
