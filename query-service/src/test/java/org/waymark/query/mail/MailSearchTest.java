package org.waymark.query.mail;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
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
        happens(new MailEvent.MailRecorded(
                new Mail(
                        id(name),
                        "c-1",
                        RecipientRole.LEAD,
                        party,
                        day("01-02"),
                        name + "@waymark.example",
                        List.of(actions).stream()
                                .map(action -> new Mail.Item(plan, id(action), MailRule.WEEKLY_CHASE, "x"))
                                .toList()),
                MailState.SENT,
                1,
                null));
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
