package org.waymark.command.installation;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.axonframework.test.aggregate.AggregateTestFixture;
import org.junit.jupiter.api.Test;
import org.waymark.command.rule.Given;
import org.waymark.command.rule.Refused;
import org.waymark.contract.installation.InstallationCommand.RedactInstallationText;
import org.waymark.contract.installation.InstallationCommand.ResumeMail;
import org.waymark.contract.installation.InstallationCommand.StopMail;
import org.waymark.contract.installation.InstallationEvent.InstallationTextRedacted;
import org.waymark.contract.installation.InstallationEvent.MailResumed;
import org.waymark.contract.installation.InstallationEvent.MailStopped;
import org.waymark.contract.log.FreeText;
import org.waymark.contract.log.InvalidField;

class InstallationTest {

    private static final String ID = "installation";
    private static final MailStopped STOPPED = new MailStopped(ID, FreeText.of("Wrong addresses"));
    private static final MailResumed RESUMED = new MailResumed(ID, FreeText.of("Put right"));

    private final AggregateTestFixture<Installation> fixture = Given.decider(Installation.class);

    @Test
    void all_mail_is_stopped_and_let_out_again_with_a_reason_each() {
        fixture.givenNoPriorActivity().when(new StopMail(ID, "Wrong addresses")).expectEvents(STOPPED);
        fixture.given(STOPPED).when(new ResumeMail(ID, "Put right")).expectEvents(RESUMED);
        fixture.given(STOPPED, RESUMED)
                .when(new StopMail(ID, "Wrong addresses"))
                .expectEvents(STOPPED);
    }

    @Test
    void what_is_so_already_is_refused() {
        fixture.given(STOPPED).when(new StopMail(ID, "Again")).expectException(Refused.class);
        fixture.given(STOPPED, RESUMED).when(new ResumeMail(ID, "Again")).expectException(Refused.class);
        fixture.givenNoPriorActivity().when(new ResumeMail(ID, "Never stopped")).expectException(Refused.class);
    }

    @Test
    void a_reason_is_removed_on_the_record_once_and_the_switch_stays_as_it_is() {
        InstallationTextRedacted redacted = new InstallationTextRedacted(ID, 3, "d1", "Names a person");

        fixture.given(STOPPED)
                .when(new RedactInstallationText(ID, 3, "d1", "Names a person"))
                .expectEvents(redacted);
        fixture.given(STOPPED, redacted)
                .when(new RedactInstallationText(ID, 3, "d1", "Again"))
                .expectNoEvents();
        fixture.given(STOPPED, redacted).when(new StopMail(ID, "Again")).expectException(Refused.class);
    }

    @Test
    void there_is_one_installation_and_a_reason_is_given() {
        for (Runnable wrong : List.<Runnable>of(() -> new StopMail("other", "Why"), () -> new StopMail(ID, " "))) {
            assertThatThrownBy(wrong::run).isInstanceOf(InvalidField.class);
        }
    }
}
