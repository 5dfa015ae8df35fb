package org.waymark.notifier.mail;

import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.util.List;
import java.util.Objects;
import java.util.Properties;
import org.waymark.contract.action.ActionEvent;
import org.waymark.contract.link.LinkSeal;
import org.waymark.contract.mail.Mail;
import org.waymark.contract.mail.MailRule;
import org.waymark.contract.mail.RecipientRole;
import org.waymark.notifier.NotifierProperties;
import org.waymark.notifier.World;
import org.waymark.notifier.sweep.Due;
import org.waymark.notifier.sweep.DueDigest;
import org.waymark.notifier.sweep.DueItem;
import org.waymark.notifier.sweep.Situation;
import org.waymark.notifier.sweep.Sweep;

/** What somebody would get on the world's day, escalations of that day included. */
final class Written {

    static final LinkSeal SEAL =
            new LinkSeal("a-secret-of-the-tests-with-more-than-32-bytes".getBytes(StandardCharsets.UTF_8));

    private static final NotifierProperties.Installation NOBODY = new NotifierProperties.Installation("", "", "");

    private Written() {}

    static Renderer.Rendered to(String contactId, World world) {
        return to(contactId, world, NOBODY);
    }

    static Renderer.Rendered to(String contactId, World world, NotifierProperties.Installation installation) {
        Situation situation = raised(world);
        return written(due(contactId, situation), situation, world, installation);
    }

    /** What a lead gets who asked for a new link to one of their party's actions. */
    static Renderer.Rendered newLink(
            String contactId,
            String partyId,
            String actionId,
            World world,
            NotifierProperties.Installation installation) {
        DueItem asked = new DueItem(
                World.PLAN,
                actionId,
                MailRule.NEW_LINK,
                world.today().toString(),
                contactId,
                RecipientRole.LEAD,
                partyId,
                null);
        return written(
                new DueDigest(contactId, List.of(asked)), world.situation(LocalTime.of(7, 30)), world, installation);
    }

    private static Renderer.Rendered written(
            DueDigest due, Situation situation, World world, NotifierProperties.Installation installation) {
        String contactId = due.contactId();
        Digest digest = new Composer(new PersonalLinks("https://waymark.example/", SEAL, 60), installation)
                .compose(
                        due,
                        Objects.requireNonNull(situation.contacts().find(contactId)),
                        situation.agenda(),
                        Sweep.planDays(situation));
        return new Renderer().render(digest, world.today(), "waymark.example");
    }

    /** The same as it goes over the wire. */
    static MimeMessage message(String contactId, World world, Renderer.Rendered words) throws MessagingException {
        Situation situation = world.situation(LocalTime.of(7, 30));
        DueDigest due = due(contactId, situation);
        NotifierProperties.Mail settings = new NotifierProperties.Mail(
                true,
                true,
                List.of(),
                "waymark@waymark.example",
                "Waymark",
                "waymark.example",
                List.of(),
                0,
                Duration.ZERO);
        Postmaster postmaster = new Postmaster(settings);
        String mailId = "mail-" + contactId + "-" + world.today();
        MimeMessage message = new MimeMessage(Session.getInstance(new Properties()));
        postmaster.fill(
                message,
                Objects.requireNonNull(situation.contacts().find(contactId)),
                null,
                new Mail(
                        mailId,
                        contactId,
                        Composer.roleOf(due.items()),
                        Composer.partyOf(due.items()),
                        world.today(),
                        postmaster.messageId(mailId),
                        due.items().stream().map(DueItem::asMailItem).toList()),
                words,
                Instant.EPOCH);
        return message;
    }

    private static Situation raised(World world) {
        for (Due.Raise raise : world.sweep().raise()) {
            world.happen(new ActionEvent.EscalationRaised(raise.actionId(), World.PLAN, raise.escalation(), 0));
        }
        return world.situation(LocalTime.of(7, 30));
    }

    private static DueDigest due(String contactId, Situation situation) {
        return Sweep.sweep(situation).digests().stream()
                .filter(digest -> digest.contactId().equals(contactId))
                .findFirst()
                .orElseThrow(() -> new AssertionError("Nothing is due for " + contactId));
    }
}
