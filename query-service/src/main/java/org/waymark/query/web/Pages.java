package org.waymark.query.web;

import jakarta.servlet.http.HttpServletRequest;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.web.csrf.CsrfToken;
import org.springframework.stereotype.Component;
import org.thymeleaf.context.Context;
import org.waymark.contract.log.Role;
import org.waymark.query.escalation.Escalations;
import org.waymark.query.identity.SignedIn;
import org.waymark.query.language.Language;
import org.waymark.query.mail.MailStop;

/**
 * Turns templates into answers. Waymark renders a page completely before the first byte goes out, so that a fault in a
 * template is an error page and never half a board.
 */
@Component
public final class Pages {

    /** Parts of the main menu. */
    public enum Section {
        PLANS,
        MY_ACTIONS,
        PROPOSALS,
        ESCALATIONS,
        GROUPS,
        MAIL,
        PARTIES,
        ADMINISTRATION,
        NONE
    }

    /** @param count what waits there, or 0 */
    public record MenuItem(String href, String text, boolean current, int count) {}

    private static final List<Section> GOVERNANCE = List.of(
            Section.PLANS, Section.PROPOSALS, Section.ESCALATIONS, Section.GROUPS, Section.MAIL, Section.PARTIES);

    private static final MediaType HTML = new MediaType("text", "html", StandardCharsets.UTF_8);

    /** Written here: what stands before a fragment in a template's file is not part of it. */
    private static final String DOCTYPE = "<!DOCTYPE html>\n";

    private static final int EXPECTED_BYTES = 64 * 1024;

    private final Templates templates;
    private final Texts texts;
    private final Escalations escalations;
    private final InstallationProperties installation;
    private final MailNotice mailNotice;
    private final MailStop mailStop;

    Pages(
            Templates templates,
            Texts texts,
            Escalations escalations,
            InstallationProperties installation,
            MailNotice mailNotice,
            MailStop mailStop) {
        this.templates = templates;
        this.texts = texts;
        this.escalations = escalations;
        this.installation = installation;
        this.mailNotice = mailNotice;
        this.mailStop = mailStop;
    }

    /** Starts a page. */
    public Draft page(HttpServletRequest request, String template, Section section) {
        return new Draft(request, template, section, DOCTYPE);
    }

    /** Starts a part that goes into a page which is there. */
    Draft part(HttpServletRequest request, String template, Section section) {
        return new Draft(request, template, section, "");
    }

    /** A document on its own, without the page around it. */
    public String document(String template, Map<String, ?> model) {
        Context context = new Context(Language.current());
        context.setVariables(Map.copyOf(model));
        return templates.render(template, context);
    }

    /** The person who asks, or null when nobody is signed in. */
    public static @Nullable SignedIn signedIn() {
        Authentication authentication = SecurityContextHolder.getContext().getAuthentication();
        return authentication != null && authentication.getPrincipal() instanceof SignedIn person ? person : null;
    }

    /** What a template is given. */
    public final class Draft {

        private final HttpServletRequest request;
        private final String template;
        private final Section section;
        private final String doctype;
        private final Map<String, Object> model = new HashMap<>();
        private HttpStatus status = HttpStatus.OK;

        private Draft(HttpServletRequest request, String template, Section section, String doctype) {
            this.request = request;
            this.template = template;
            this.section = section;
            this.doctype = doctype;
        }

        public Draft with(String name, @Nullable Object value) {
            model.put(name, value);
            return this;
        }

        public Draft status(HttpStatus answer) {
            status = answer;
            return this;
        }

        /** The whole page. */
        public ResponseEntity<byte[]> show() {
            ByteArrayOutputStream page = new ByteArrayOutputStream(EXPECTED_BYTES);
            try (Writer out = new OutputStreamWriter(page, StandardCharsets.UTF_8)) {
                out.write(doctype);
                templates.render(template, common(), out);
            } catch (IOException impossible) {
                throw new UncheckedIOException("Memory does not take a page", impossible);
            }
            return ResponseEntity.status(status)
                    .contentType(HTML)
                    .header(HttpHeaders.CACHE_CONTROL, "no-store")
                    .body(page.toByteArray());
        }

        /** The page as text. */
        public String html() {
            return doctype + templates.render(template, common());
        }

        private Context common() {
            SignedIn me = signedIn();
            Context context = new Context(Language.current());
            context.setVariable("me", me);
            context.setVariable("roleText", me == null ? "" : texts.of("role", me.role()));
            context.setVariable("menu", me == null ? List.of() : menu(me));
            context.setVariable("installation", installation);
            context.setVariable("owner", installation.name());
            notice(me, context);
            context.setVariable("styles", templates.styles());
            context.setVariable("icon", templates.icon());
            context.setVariable("script", templates.script());
            context.setVariable("htmx", templates.htmx());
            if (request.getAttribute(CsrfToken.class.getName()) instanceof CsrfToken token) {
                context.setVariable("csrf", token.getToken());
            } else {
                context.setVariable("csrf", "");
            }
            context.setVariables(model);
            return context;
        }

        /** Those who see to it that people are told must see that they are not. */
        private void notice(@Nullable SignedIn me, Context context) {
            boolean governs = me != null && (me.role() == Role.GOVERNANCE || me.role() == Role.ADMINISTRATOR);
            String notice = "";
            String detail = "";
            MailStop.Last last = governs && mailNotice.enabled() ? mailStop.last() : null;
            if (governs && !mailNotice.enabled()) {
                notice = texts.get("layout.mail.stopped");
                detail = texts.get("layout.mail.stopped.detail");
            } else if (last != null && last.stopped()) {
                notice = texts.get("layout.mail.stopped");
                detail = texts.get(
                        "layout.mail.stopped.record",
                        last.who(),
                        Dates.moment(last.at()),
                        last.reason() == null ? texts.get("history.words-removed") : last.reason());
            } else if (governs && mailNotice.isNeeded()) {
                notice = texts.get("layout.mail.only", mailNotice.domains());
                detail = texts.get("layout.mail.only.detail");
            }
            context.setVariable("mailNotice", notice);
            context.setVariable("mailNoticeDetail", detail);
        }

        private List<MenuItem> menu(SignedIn me) {
            List<MenuItem> items = new ArrayList<>();
            for (Section each : sectionsFor(me.role())) {
                int count = each == Section.ESCALATIONS
                        ? escalations.openByLevel().values().stream()
                                .mapToInt(Integer::intValue)
                                .sum()
                        : 0;
                String slug = Texts.slug(each);
                items.add(new MenuItem("/" + slug, texts.get("menu." + slug), each == section, count));
            }
            return items;
        }
    }

    private static List<Section> sectionsFor(Role role) {
        return switch (role) {
            case LEAD -> List.of(Section.MY_ACTIONS, Section.PLANS, Section.GROUPS);
            case BOARD -> List.of(Section.PLANS, Section.ESCALATIONS, Section.GROUPS, Section.PARTIES);
            case GOVERNANCE, SERVICE -> GOVERNANCE;
            case ADMINISTRATOR ->
                Stream.concat(GOVERNANCE.stream(), Stream.of(Section.ADMINISTRATION))
                        .toList();
        };
    }
}
