package org.waymark.notifier.mail;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.waymark.contract.action.Rating;
import org.waymark.contract.action.Status;
import org.waymark.contract.time.Timescale;
import org.waymark.notifier.NotifierProperties;
import org.waymark.notifier.World;

/**
 * Whole mails, kept as files to be read by people, in text and HTML, with their dates. After a change of words that was
 * meant, {@code -Dwaymark.golden=DIRECTORY} writes them anew; read them before they are kept.
 */
class GoldenMailsTest {

    private static final NotifierProperties.Installation KIRKLEES =
            new NotifierProperties.Installation("Kirklees Council", "data.protection@kirklees.example", "");

    /** Situations in which people get mail. */
    enum Situation {
        LATE_AND_UPDATE_WANTED("c-sam", GoldenMailsTest::lateAndUpdateWanted),
        HANDED_OVER("c-sam", GoldenMailsTest::handedOver),
        RAISED_TO_LEVEL_2("c-priya", GoldenMailsTest::raisedToLevel2),
        RAISED_TO_THE_CHAIR("c-chris", GoldenMailsTest::raisedToTheChair),
        ESCALATED_FOR_THE_PAPERS("c-priya", GoldenMailsTest::escalatedForThePapers),
        THE_PAPER_FOR_A_MEMBER("c-mo", GoldenMailsTest::packIssued),
        THE_CHAIRS_NOTE("c-chris", GoldenMailsTest::packIssued),
        TAKEN_ON("c-priya", GoldenMailsTest::takenOn),
        WHO_CANNOT_BE_WRITTEN_TO("c-priya", GoldenMailsTest::whoCannotBeWrittenTo),
        THE_FIRST_EVER("c-sam", GoldenMailsTest::theFirstEver);

        private final String reader;
        private final Supplier<World> world;

        Situation(String reader, Supplier<World> world) {
            this.reader = reader;
            this.world = world;
        }

        String file() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    @ParameterizedTest
    @EnumSource
    void a_mail_reads_as_it_was_agreed(Situation situation) {
        World world = situation.world.get();
        if (situation != Situation.THE_FIRST_EVER) {
            world.writtenTo(situation.reader);
        }
        assertAgrees(situation.file(), Written.to(situation.reader, world, KIRKLEES));
    }

    @Test
    void a_mail_with_a_new_link_reads_as_it_was_agreed() {
        World world = World.adoptedOn("2018-01-02")
                .due("respite", "2018-03-29")
                .on("2018-03-15")
                .writtenTo("c-sam");

        assertAgrees("a-new-link", Written.newLink("c-sam", "carers", "respite", world, KIRKLEES));
    }

    private static void assertAgrees(String file, Renderer.Rendered mail) {
        assertThat(kept(file + ".txt", "Subject: " + mail.subject() + "\n\n" + mail.text()))
                .allSatisfy(Kept::agrees);
        assertThat(kept(file + ".html", mail.html())).allSatisfy(Kept::agrees);
        assertThat(kept(file + ".ics", mail.calendar())).allSatisfy(Kept::agrees);
    }

    private record Kept(String name, String before, String now) {
        static void agrees(Kept kept) {
            assertThat(kept.now).as(kept.name).isEqualTo(kept.before);
        }
    }

    private static List<Kept> kept(String name, @Nullable String now) {
        if (now == null) {
            return List.of();
        }
        String plain = now.replace("\r\n", "\n");
        String directory = System.getProperty("waymark.golden");
        try {
            if (directory != null) {
                Files.writeString(Path.of(directory, name), plain);
            }
            return List.of(new Kept(name, directory == null ? read(name) : plain, plain));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String read(String name) throws IOException {
        try (InputStream in = GoldenMailsTest.class.getResourceAsStream("golden/" + name)) {
            return new String(Objects.requireNonNull(in, name).readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static World lateAndUpdateWanted() {
        World world = World.adoptedOn("2018-01-02")
                .meeting("m-1", "2018-07-17")
                .due("information", "2018-05-31")
                .on("2018-02-05");
        for (String promise :
                List.of("give-advice", "keep-a-life-of-their-own", "hand-out-cards", "pay-breaks", "answer-calls")) {
            world.action(promise, World.kind(Timescale.Kind.ONGOING), Status.IN_PROGRESS, Rating.NONE, "carers");
        }
        return world.update("keep-a-life-of-their-own").on("2018-06-25");
    }

    private static World handedOver() {
        return World.adoptedOn("2018-01-02")
                .action("train-staff", World.date("2018-09-28"), "council")
                .action("open-a-cafe", World.kind(Timescale.Kind.ONGOING), "council")
                .on("2018-04-23")
                .reassign("train-staff", "carers")
                .reassign("open-a-cafe", "carers")
                .on("2018-04-24");
    }

    private static World raisedToLevel2() {
        World world = World.adoptedOn("2018-01-02").due("respite", "2018-03-29");
        world.on("2018-02-01").update("respite");
        for (String day : new String[] {"2018-03-01", "2018-03-15", "2018-03-26", "2018-04-03", "2018-04-10"}) {
            world.on(day).check();
        }
        return world.on("2018-04-26");
    }

    private static World raisedToTheChair() {
        World world = World.adoptedOn("2018-01-02")
                .due("respite", "2018-03-29")
                .action("charter", World.date("2018-03-29"), Status.NOT_STARTED, Rating.RED, "council");
        for (String day : new String[] {"2018-03-26", "2018-04-05", "2018-04-26"}) {
            world.on(day).check();
        }
        return world.on("2018-05-24");
    }

    private static World escalatedForThePapers() {
        World world = World.adoptedOn("2018-01-02")
                .due("respite", "2018-03-29")
                .due("charter", "2018-06-15")
                .meeting("m-1", "2018-07-17");
        world.on("2018-06-29").check();
        return world.on("2018-07-02");
    }

    private static World packIssued() {
        World world = World.adoptedOn("2018-01-02")
                .contact("c-mo", "Mo Iqbal", org.waymark.notifier.directory.Contact.Role.MEMBER)
                .members("c-mo")
                .meeting("m-1", "2018-07-17")
                .action("respite", World.date("2018-04-30"), Status.NOT_STARTED, Rating.RED, "council")
                .due("charter", "2018-12-31")
                .action("cards", World.kind(Timescale.Kind.ONGOING), Status.IN_PROGRESS, Rating.NONE, "carers")
                .action("advice", World.kind(Timescale.Kind.ONGOING), Status.IN_PROGRESS, Rating.NONE, "carers");
        for (String day : new String[] {"2018-05-08", "2018-05-29", "2018-06-25", "2018-06-26", "2018-06-28"}) {
            world.on(day).check();
        }
        return world.on("2018-07-02")
                .propose("charter", "r-1", "2019-03-31")
                .update("charter")
                .on("2018-07-09")
                .packIssued("m-1");
    }

    private static World takenOn() {
        return World.withDraft("2018-09-03")
                .due("respite", "2018-08-31")
                .action("training", World.kind(Timescale.Kind.NONE))
                .action("cards", World.date("2019-08-31"), "all-partners")
                .on("2018-09-13")
                .adopt();
    }

    private static World whoCannotBeWrittenTo() {
        World world = World.adoptedOn("2018-01-02")
                .contact("c-mo", "Mo Iqbal", org.waymark.notifier.directory.Contact.Role.MEMBER)
                .members("c-mo")
                .due("respite", "2018-03-29")
                .on("2018-02-27")
                .propose("respite", "r-1", "2018-06-29")
                .on("2018-02-28");
        return world.undeliverable("c-mo").leaves("c-chris").away("c-ellen", "2018-02-26", "2018-03-09", null);
    }

    private static World theFirstEver() {
        return World.adoptedOn("2018-01-02").due("respite", "2018-03-29").on("2018-03-01");
    }
}
