package org.waymark.query.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.time.YearMonth;
import java.util.Locale;
import java.util.Map;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.context.i18n.LocaleContextHolder;
import org.waymark.query.people.Words;

/** A reader gets pages in their language as far as there is a translation; here there is a little of one. */
class LanguageTest extends PagesOverHttp {

    private static final LocalDate DAY = LocalDate.of(2018, 9, 30);

    @AfterEach
    void nobody_asks() {
        LocaleContextHolder.resetLocaleContext();
    }

    @Test
    void a_page_is_in_the_readers_language_with_english_for_what_nobody_translated() throws Exception {
        Visitor visitor = Visitor.as("u-priya");
        visitor.reading("cy-GB,cy;q=0.9,en;q=0.5");
        Document page = visitor.open("/plans");
        assertThat(page.select("html").attr("lang")).isEqualTo("cy");
        assertThat(page.select("nav a").eachText()).contains("Cynlluniau", "Meetings");
        assertThat(visitor.open("/actions/a-82").text()).contains("31 Rhagfyr 2017");
    }

    @Test
    void a_page_is_in_english_for_everybody_else() throws Exception {
        Visitor visitor = Visitor.as("u-priya");
        visitor.reading("de-DE,de;q=0.9");
        Document page = visitor.open("/plans");
        assertThat(page.select("html").attr("lang")).isEqualTo("en");
        assertThat(page.select("nav a").eachText()).contains("Plans", "Meetings");
        assertThat(visitor.open("/actions/a-82").text()).contains("31 December 2017");
    }

    @Test
    void what_command_service_says_is_asked_for_in_the_language_of_the_page() throws Exception {
        Visitor visitor = Visitor.as("u-priya");
        visitor.reading("cy");
        visitor.fill("/actions/a-82/change/end", Map.of("reason", "The scheme closed in May"));
        assertThat(lastReceived().language()).isEqualTo("cy");

        visitor.reading("de");
        visitor.fill("/actions/a-82/change/end", Map.of("reason", "The scheme closed in May"));
        assertThat(lastReceived().language()).isEqualTo("en-gb");
    }

    @Test
    void days_and_months_are_in_the_language_of_the_page() {
        assertThat(Dates.day(DAY)).isEqualTo("30 September 2018");
        assertThat(Dates.weekday(DAY)).isEqualTo("Sunday 30 September 2018");
        assertThat(Dates.shortDay(DAY)).isEqualTo("30 Sept");
        assertThat(Dates.month(YearMonth.from(DAY))).isEqualTo("September 2018");
        assertThat(Words.date(DAY)).isEqualTo("30 September 2018");

        LocaleContextHolder.setLocale(Locale.of("cy", "GB"));

        assertThat(Dates.day(DAY)).isEqualTo("30 Medi 2018");
        assertThat(Dates.weekday(DAY)).isEqualTo("Dydd Sul 30 Medi 2018");
        assertThat(Dates.shortDay(DAY)).isEqualTo("30 Medi");
        assertThat(Dates.month(YearMonth.from(DAY))).isEqualTo("Medi 2018");
        assertThat(Words.date(DAY)).isEqualTo("30 Medi 2018");
        assertThat(Words.of("installation.mail-stopped")).isEqualTo("Cafodd pob post ei atal.");
    }
}
