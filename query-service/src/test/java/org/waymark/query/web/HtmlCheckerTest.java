package org.waymark.query.web;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class HtmlCheckerTest {

    private static String page(String main) {
        return "<!DOCTYPE html>\n<html lang=\"en\"><head><title>Plans</title></head><body><main>" + main
                + "</main></body></html>";
    }

    @Test
    void a_page_as_the_standard_has_it_has_no_fault() {
        assertThat(HtmlChecker.faults(page("<h1>Plans</h1><p data-hx-get=\"/plans\">None.</p>")))
                .isEmpty();
    }

    @Test
    void a_child_or_an_attribute_that_may_not_stand_there_is_found() {
        assertThat(HtmlChecker.faults(page("<ul><p>No item</p></ul><div colour=\"red\"></div>")))
                .hasSize(2)
                .anyMatch(fault -> fault.contains("“p” not allowed as child of element “ul”"))
                .anyMatch(fault -> fault.contains("“colour” not allowed on element “div”"));
    }

    @Test
    void a_reference_that_leads_nowhere_is_found() {
        assertThat(HtmlChecker.faults(page("<a href=\"#there\">There</a>")))
                .containsExactly("A link leads nowhere: #there");
    }

    @Test
    void the_roles_of_a_table_that_folds_on_a_phone_are_meant() {
        assertThat(
                        HtmlChecker.faults(
                                page(
                                        "<table role=\"table\"><tbody role=\"rowgroup\"><tr role=\"row\">"
                                                + "<th scope=\"row\" role=\"rowheader\">1.4</th><td role=\"cell\">Red</td></tr></tbody></table>")))
                .isEmpty();
    }
}
