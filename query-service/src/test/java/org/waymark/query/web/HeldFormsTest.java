package org.waymark.query.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.springframework.mock.web.MockHttpServletRequest;

class HeldFormsTest {

    private static final int LONG = 60_000;

    private Instant now = Instant.parse("2018-06-25T09:00:00Z");

    private final HeldForms forms = new HeldForms(new Clock() {
        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    });

    private MockHttpServletRequest sent(int length) {
        MockHttpServletRequest request = new MockHttpServletRequest("POST", "/actions/a-82/change/end");
        request.setParameter("reason", "x".repeat(length));
        assertThat(forms.hold(request)).isTrue();
        return request;
    }

    @Test
    void all_together_take_no_more_than_the_limit_and_the_oldest_give_way() {
        List<MockHttpServletRequest> sent = new ArrayList<>();
        for (int i = 0; i < 2 * HeldForms.MOST / LONG; i++) {
            sent.add(sent(LONG));
        }
        List<MockHttpServletRequest> kept =
                sent.stream().filter(request -> forms.in(request) != null).toList();
        assertThat(kept).isEqualTo(sent.subList(sent.size() - kept.size(), sent.size()));
        long size = kept.stream()
                .mapToLong(request -> Objects.requireNonNull(forms.in(request)).size())
                .sum();
        assertThat(size).isBetween(HeldForms.MOST - 2 * LONG, HeldForms.MOST);
    }

    @Test
    void one_that_somebody_looks_at_is_kept_before_others() {
        MockHttpServletRequest looked = sent(LONG);
        MockHttpServletRequest other = sent(LONG);
        for (int i = 0; i < 2 * HeldForms.MOST / LONG; i++) {
            assertThat(forms.in(looked)).isNotNull();
            sent(LONG);
        }
        assertThat(forms.in(other)).isNull();
    }

    @Test
    void many_short_fields_count_for_what_they_take() {
        MockHttpServletRequest first = sent(1);
        for (int i = 0; i < HeldForms.MOST / 100_000; i++) {
            MockHttpServletRequest request = new MockHttpServletRequest("POST", "/actions/a-82/change/end");
            for (int field = 0; field < 1_000; field++) {
                request.setParameter("f" + field, "");
            }
            assertThat(forms.hold(request)).isTrue();
        }
        assertThat(forms.in(first)).isNull();
    }

    @Test
    void none_is_kept_for_longer_than_a_session() {
        MockHttpServletRequest request = sent(10);
        now = now.plus(HeldForms.KEPT).minusSeconds(1);
        assertThat(forms.in(request)).isNotNull();
        now = now.plusSeconds(1);
        assertThat(forms.in(request)).isNull();
        assertThat(forms.known(request)).as("so that it can be said").isNotNull();
    }
}
