package org.waymark.contract.log;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.waymark.contract.action.ActionEvent;
import org.waymark.contract.group.GroupEvent;
import org.waymark.contract.indicator.IndicatorEvent;
import org.waymark.contract.installation.InstallationEvent;
import org.waymark.contract.mail.MailEvent;
import org.waymark.contract.party.PartyEvent;
import org.waymark.contract.plan.PlanEvent;
import org.waymark.contract.projection.ProjectionEvent;

class EventCatalogueTest {

    @Test
    void names_are_unique_and_written_in_one_way() {
        assertThat(EventCatalogue.entries())
                .extracting(EventCatalogue.Entry::name)
                .doesNotHaveDuplicates()
                .allMatch(name -> name.matches("[a-z]+\\.[a-z]+(-[a-z]+)*"));
        assertThat(EventCatalogue.entries())
                .extracting(EventCatalogue.Entry::version)
                .allMatch(version -> version >= 1);
    }

    @ParameterizedTest
    @ValueSource(
            classes = {
                ActionEvent.class,
                PlanEvent.class,
                GroupEvent.class,
                PartyEvent.class,
                IndicatorEvent.class,
                MailEvent.class,
                ProjectionEvent.class,
                InstallationEvent.class
            })
    void every_event_is_a_record_with_a_name(Class<?> kind) {
        assertThat(kind.isSealed()).isTrue();
        assertThat(EventCatalogue.recordsOf(kind)).isNotEmpty().allSatisfy(type -> {
            assertThat(type.isRecord()).isTrue();
            EventCatalogue.Entry entry = EventCatalogue.byType(type);
            assertThat(entry).isNotNull();
            assertThat(EventCatalogue.byName(Objects.requireNonNull(entry).name()))
                    .isEqualTo(entry);
        });
    }

    @Test
    void what_is_stored_once_keeps_its_name_and_version() throws IOException {
        List<String> names = new ArrayList<>();
        EventCatalogue.entries().forEach(entry -> names.add(entry.name() + " " + entry.version()));

        assertThat(names)
                .as("a name that is gone cannot be read from the log any more; a new one is added to the list")
                .containsExactlyInAnyOrderElementsOf(golden());
    }

    @Test
    void the_check_of_the_log_knows_every_event_that_removes_words_by_its_name() {
        assertThat(EventCatalogue.entries())
                .filteredOn(entry -> Arrays.stream(entry.type().getRecordComponents())
                        .anyMatch(component -> component.getName().equals("digest")))
                .hasSizeGreaterThan(4)
                .allSatisfy(entry -> assertThat(entry.name()).endsWith(".text-redacted"));
    }

    @Test
    void what_is_no_event_is_not_known() {
        assertThat(EventCatalogue.byName("action.unheard-of")).isNull();
        assertThat(EventCatalogue.byType(String.class)).isNull();
    }

    private static List<String> golden() throws IOException {
        try (InputStream in = EventCatalogueTest.class.getResourceAsStream("event-names.txt")) {
            return new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .toList();
        }
    }
}
