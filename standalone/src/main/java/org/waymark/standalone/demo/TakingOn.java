package org.waymark.standalone.demo;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.waymark.contract.group.GroupCommand.FormGroup;
import org.waymark.contract.group.GroupCommand.ScheduleMeeting;
import org.waymark.contract.group.GroupDetails;
import org.waymark.contract.log.Role;
import org.waymark.contract.party.PartyCommand.RegisterParty;
import org.waymark.contract.party.PartyKind;
import org.waymark.contract.plan.PlanCommand.AmendPlan;
import org.waymark.contract.plan.PlanDetails;
import org.waymark.contract.time.WorkingDays;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Takes a plan on as its governance officer would: parties and people first, then a dry run of the import, the parties
 * that it did not know, the import itself, the groups with their meetings.
 */
final class TakingOn {

    private final Api api;
    private final Script script;
    private final JsonMapper json = JsonMapper.builder().build();
    private long importedAt;

    TakingOn(Api api, Script script) {
        this.api = api;
        this.script = script;
    }

    /** Position of the log just after the import. */
    long importedAt() {
        return importedAt;
    }

    Cast takeOn(Script.Dates dates) {
        Script.Cover cover = script.cover(dates.plan());
        List<Script.Contact> contacts = script.contactsOf(cover);
        Person officer = contacts.stream()
                .filter(contact -> contact.role().equals("GOVERNANCE_OFFICER"))
                .findFirst()
                .map(contact -> new Person(contact.id(), contact.name(), Role.GOVERNANCE, List.of()))
                .orElseThrow();
        register(officer, cover, contacts);
        for (Script.Contact contact : contacts) {
            enter(officer, cover, contact);
        }
        bringIn(officer, cover);
        measure(officer, cover);
        namePartners(officer, cover);
        List<Cast.Meeting> meetings = form(officer, cover, contacts, dates);
        return new Cast(
                cover.id(),
                Optional.ofNullable(dates.adopted()),
                Optional.ofNullable(dates.published()),
                officer,
                chair(cover, contacts),
                leads(cover, contacts),
                meetings);
    }

    private void register(Person officer, Script.Cover cover, List<Script.Contact> contacts) {
        TreeSet<String> names = new TreeSet<>(cover.aliases().keySet());
        names.addAll(cover.collectives());
        contacts.stream()
                .flatMap(contact -> contact.parties().stream())
                .filter(party -> party.plan().equals(cover.id()))
                .map(Script.PartyOf::name)
                .forEach(names::add);
        for (String name : names) {
            PartyKind kind = cover.collectives().contains(name) ? PartyKind.COLLECTIVE : PartyKind.ORGANISATION;
            registerParty(officer, cover, name, kind);
        }
    }

    private void registerParty(Person officer, Script.Cover cover, String name, PartyKind kind) {
        api.command(
                officer,
                new RegisterParty(
                        Script.partyId(cover.id(), name),
                        name,
                        kind,
                        cover.owner(),
                        cover.aliases().getOrDefault(name, List.of())),
                null);
    }

    private void enter(Person officer, Script.Cover cover, Script.Contact contact) {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("contactId", contact.id());
        body.put("name", contact.name());
        body.put("email", contact.email());
        body.put("role", contact.role());
        body.put("partyIds", parties(cover, contact));
        api.post(officer, "/api/directory/contacts", "application/json", json.writeValueAsString(body), null);
    }

    private static List<String> parties(Script.Cover cover, Script.Contact contact) {
        return contact.parties().stream()
                .filter(party -> party.plan().equals(cover.id()))
                .map(party -> Script.partyId(cover.id(), party.name()))
                .toList();
    }

    private void bringIn(Person officer, Script.Cover cover) {
        String upload = upload(cover);
        String path = "/api/imports/" + cover.id() + "?dryRun=";
        JsonNode report = api.post(officer, path + true, "application/json", upload, null);
        for (JsonNode unknown : report.path("unknownParties")) {
            registerParty(officer, cover, unknown.asString(), PartyKind.ORGANISATION);
        }
        JsonNode done = api.post(officer, path + false, "application/json", upload, null);
        importedAt = done.path("position").asLong();
    }

    /** Who is to deliver the strategy. No day is promised where the document prints none. */
    private void namePartners(Person officer, Script.Cover cover) {
        if (cover.deliveredBy() != null) {
            PlanDetails details = new PlanDetails(
                    cover.title(),
                    cover.owner(),
                    cover.nation(),
                    cover.from(),
                    cover.until(),
                    cover.strategy(),
                    cover.ratings(),
                    cover.deliveredBy().stream()
                            .map(partner -> new PlanDetails.DeliveryPartner(partner, null))
                            .toList());
            api.command(officer, new AmendPlan(cover.id(), details, null, null), null);
        }
    }

    private void measure(Person officer, Script.Cover cover) {
        script.indicators(cover.id())
                .ifPresent(csv -> api.post(
                        officer,
                        "/api/imports/" + cover.id() + "/indicators?dryRun=false&file=indicators.csv",
                        "text/csv",
                        csv,
                        null));
    }

    /** The table with what it does not say itself. Green rows with a past month are taken as done, as their officer would. */
    private String upload(Script.Cover cover) {
        Map<String, Object> settings = new LinkedHashMap<>();
        settings.put("file", cover.id() + ".csv");
        settings.put("title", cover.title());
        settings.put("owner", cover.owner());
        settings.put("nation", cover.nation());
        settings.put("from", cover.from());
        settings.put("until", cover.until());
        settings.put("strategy", cover.strategy());
        settings.put("ratings", cover.ratings());
        settings.put("aliases", cover.aliases());
        settings.put("collectives", cover.collectives());
        settings.put("doneInPast", "DONE");
        Map<String, Object> upload = new LinkedHashMap<>();
        upload.put("csv", script.table(cover.id()));
        upload.put("settings", settings);
        return json.writeValueAsString(upload);
    }

    private List<Cast.Meeting> form(
            Person officer, Script.Cover cover, List<Script.Contact> contacts, Script.Dates dates) {
        List<Cast.Meeting> meetings = new ArrayList<>();
        WorkingDays workingDays = WorkingDays.of(cover.nation());
        for (Script.Group group : cover.groups()) {
            api.command(
                    officer,
                    new FormGroup(
                            group.id(),
                            new GroupDetails(
                                    group.name(),
                                    group.kind(),
                                    cover.nation(),
                                    group.reportsTo(),
                                    inGroup(group, contacts, "CHAIR").stream()
                                            .findFirst()
                                            .orElse(null),
                                    officer.id(),
                                    inGroup(group, contacts, "MEMBER"),
                                    List.of(new GroupDetails.PlanView(cover.id(), group.sees(), group.decides())))),
                    null);
            for (LocalDate day : dates.meetings().getOrDefault(group.id(), List.of())) {
                String meetingId = "m-" + group.id().substring(2) + "-" + day;
                api.command(officer, new ScheduleMeeting(group.id(), meetingId, day), null);
                LocalDate issue = workingDays.issueDate(day, cover.nation().clearDays());
                if (group.decides()) {
                    meetings.add(new Cast.Meeting(group.id(), meetingId, day, issue));
                }
            }
        }
        return Collections.unmodifiableList(meetings);
    }

    private static List<String> inGroup(Script.Group group, List<Script.Contact> contacts, String role) {
        return contacts.stream()
                .filter(contact ->
                        contact.role().equals(role) && contact.groups().contains(group.id()))
                .map(Script.Contact::id)
                .toList();
    }

    /** The chair of the first group that decides. */
    private static Person chair(Script.Cover cover, List<Script.Contact> contacts) {
        return cover.groups().stream()
                .filter(Script.Group::decides)
                .flatMap(group -> inGroup(group, contacts, "CHAIR").stream())
                .findFirst()
                .map(id -> new Person(id, id, Role.BOARD, List.of()))
                .orElseThrow();
    }

    private static SortedMap<String, Person> leads(Script.Cover cover, List<Script.Contact> contacts) {
        SortedMap<String, Person> leads = new TreeMap<>();
        for (Script.Contact contact : contacts) {
            if (contact.role().equals("LEAD")) {
                List<String> parties = parties(cover, contact);
                Person person = new Person(contact.id(), contact.name(), Role.LEAD, parties);
                parties.forEach(party -> leads.putIfAbsent(party, person));
            }
        }
        return leads;
    }
}
