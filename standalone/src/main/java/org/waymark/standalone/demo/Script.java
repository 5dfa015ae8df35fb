package org.waymark.standalone.demo;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.waymark.contract.action.Rating;
import org.waymark.contract.group.GroupDetails;
import org.waymark.contract.time.Nation;
import tools.jackson.databind.json.JsonMapper;

/** What is written down beforehand: the plans as their councils print them, who there is, and when they meet. */
final class Script {

    /**
     * @param published from when on the public sees the plan; null where it does not
     * @param meetings days by group id
     */
    record Dates(
            String plan,
            LocalDate broughtIn,
            @Nullable LocalDate adopted,
            @Nullable LocalDate published,
            String shows,
            Map<String, List<LocalDate>> meetings) {}

    record Calendar(LocalDate begins, LocalDate today, List<Dates> plans) {}

    record Group(
            String id,
            String name,
            GroupDetails.Kind kind,
            @Nullable String reportsTo,
            GroupDetails.Sees sees,
            boolean decides) {}

    /**
     * The cover of a plan, and how its parties are called.
     *
     * @param deliveredBy partners who each make a plan of their own for what this one sets out; null where there are none
     */
    record Cover(
            String id,
            String title,
            String owner,
            Nation nation,
            @Nullable LocalDate from,
            @Nullable LocalDate until,
            @Nullable String strategy,
            @Nullable List<String> deliveredBy,
            Map<Rating, String> ratings,
            List<Group> groups,
            Map<String, List<String>> aliases,
            List<String> collectives,
            boolean adopt) {}

    record PartyOf(String plan, String name) {}

    /** A made-up person with an address that leads nowhere. */
    record Contact(String id, String name, String email, String role, List<PartyOf> parties, List<String> groups) {}

    record People(List<Contact> contacts) {}

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final Calendar calendar = read("calendar.json", Calendar.class);
    private final List<Contact> contacts = read("people.json", People.class).contacts();

    Calendar calendar() {
        return calendar;
    }

    List<Contact> contacts() {
        return contacts;
    }

    Cover cover(String planId) {
        return read("plans/" + planId + "/plan.json", Cover.class);
    }

    /** The plan's table, as CSV. */
    String table(String planId) {
        try (InputStream file = open("plans/" + planId + "/table.csv")) {
            return new String(file.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException missing) {
            throw new UncheckedIOException(missing);
        }
    }

    /** Readings of the plan's indicators, as CSV, where it has any. */
    Optional<String> indicators(String planId) {
        try (InputStream file = Script.class.getResourceAsStream("/demo/plans/" + planId + "/indicators.csv")) {
            return file == null
                    ? Optional.empty()
                    : Optional.of(new String(file.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /** People of one plan: those in its groups, and those who answer for a party in it. */
    List<Contact> contactsOf(Cover cover) {
        List<String> groups = cover.groups().stream().map(Group::id).toList();
        return contacts.stream()
                .filter(contact -> contact.groups().stream().anyMatch(groups::contains)
                        || contact.parties().stream()
                                .anyMatch(party -> party.plan().equals(cover.id())))
                .toList();
    }

    /** The id under which the demonstration registers a party. */
    static String partyId(String planId, String name) {
        String slug =
                name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-").replaceAll("(^-)|(-$)", "");
        return "p-" + planId + "-" + slug;
    }

    private static <T> T read(String name, Class<T> type) {
        try (InputStream file = open(name)) {
            return JSON.readValue(file, type);
        } catch (IOException missing) {
            throw new UncheckedIOException(missing);
        }
    }

    private static InputStream open(String name) {
        return Objects.requireNonNull(Script.class.getResourceAsStream("/demo/" + name), name);
    }
}
