package org.waymark.contract.link;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.security.GeneralSecurityException;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.CharRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LinkSealTest {

    private static final byte[] SECRET = "a secret of the tests, long enough for HS256".getBytes(UTF_8);
    private static final LocalDate DAY = LocalDate.parse("2018-06-26");
    private static final PersonalLink ANSWER = PersonalLink.answer("c-sam", "a-7f3k2m9qxw", DAY, 0);

    private final LinkSeal seal = new LinkSeal(SECRET);

    @Property
    void every_link_is_read_back_as_it_was_sealed(
            @ForAll @CharRange(from = 'a', to = 'z') @StringLength(min = 1, max = 60) String contact,
            @ForAll @CharRange(from = '0', to = '9') @StringLength(min = 1, max = 100) String action,
            @ForAll @IntRange(max = 40_000) int day,
            @ForAll @IntRange(max = 65_535) int series) {
        LocalDate issued = LocalDate.of(2000, 1, 1).plusDays(day);
        PersonalLink answer = PersonalLink.answer("c-" + contact, "a-" + action, issued, series);
        assertThat(seal.open(seal.seal(answer))).contains(answer);
        PersonalLink mine = PersonalLink.mine("c-" + contact, issued, series);
        assertThat(seal.open(seal.seal(mine))).contains(mine);
    }

    @Test
    void the_same_link_gives_the_same_token_so_that_a_repeated_mail_is_the_same_to_the_byte() {
        assertThat(new LinkSeal(SECRET).seal(ANSWER)).isEqualTo(seal.seal(ANSWER));
    }

    /** A link that was sent must open after a new release: this token is never changed. */
    @Test
    void a_token_of_the_first_release_is_still_read() {
        assertThat(seal.open("AWEaXwAAAAVjLXNhbWEtN2YzazJtOXF4d6Gk1V5RbF10-jN1kf3U-ww"))
                .contains(ANSWER);
    }

    @Test
    void a_token_is_short_and_fit_for_an_address() {
        assertThat(seal.seal(ANSWER)).matches("[A-Za-z0-9_-]{40,60}");
        assertThat(seal.path(ANSWER)).isEqualTo("/a/" + seal.seal(ANSWER));
        assertThat(seal.path(ANSWER.toList())).startsWith("/m/");
    }

    @Test
    void changing_any_letter_of_a_token_spoils_it() {
        String token = seal.seal(ANSWER);
        for (int i = 0; i < token.length(); i++) {
            char other = token.charAt(i) == 'A' ? 'B' : 'A';
            String changed = token.substring(0, i) + other + token.substring(i + 1);
            assertThat(seal.open(changed)).as(changed).isEmpty();
        }
    }

    @Test
    void the_last_letter_hides_no_second_token_for_the_same_link() {
        String token = seal.seal(ANSWER);
        byte[] bytes = Base64.getUrlDecoder().decode(token);
        String alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
        for (char letter : alphabet.toCharArray()) {
            String other = token.substring(0, token.length() - 1) + letter;
            if (!other.equals(token) && Arrays.equals(Base64.getUrlDecoder().decode(other), bytes)) {
                assertThat(seal.open(other)).isEmpty();
            }
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "a", "AAAA", "not a token", "ä", "....", "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJjLXNhbSJ9.c2ln"})
    void anything_else_is_no_link(String garbled) {
        assertThat(seal.open(garbled)).isEmpty();
    }

    @Test
    void what_is_far_too_long_is_not_even_decoded() {
        assertThat(seal.open("A".repeat(1_000_000))).isEmpty();
    }

    @Test
    void another_installations_link_opens_nothing_here() {
        LinkSeal other = new LinkSeal("another secret of another installation".getBytes(UTF_8));
        assertThat(seal.open(other.seal(ANSWER))).isEmpty();
    }

    @Test
    void what_the_shared_secret_itself_signed_is_no_link() throws GeneralSecurityException {
        byte[] token = Base64.getUrlDecoder().decode(seal.seal(ANSWER));
        byte[] content = Arrays.copyOf(token, token.length - 16);
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(SECRET, "HmacSHA256"));
        System.arraycopy(mac.doFinal(content), 0, token, content.length, 16);
        assertThat(seal.open(Base64.getUrlEncoder().withoutPadding().encodeToString(token)))
                .isEmpty();
    }

    @Test
    void a_link_answers_for_one_action_or_opens_a_list() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new PersonalLink(PersonalLink.Kind.MINE, "c-sam", "a-1", DAY, 0));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new PersonalLink(PersonalLink.Kind.ANSWER, "c-sam", null, DAY, 0));
    }
}
