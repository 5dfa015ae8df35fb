package org.waymark.query.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpSession;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpMethod;
import org.springframework.stereotype.Component;

/**
 * Forms that wait until their senders have signed in again. Anybody can send one, so a session only knows which one is its
 * own: all of them together take no more memory than a limit, for which those nobody has looked at for longest give way, and
 * none is kept for long.
 */
@Component
public final class HeldForms {

    /** Where a form can be looked at and sent again. */
    public static final String ADDRESS = "/held-form";

    /** As long as the session that begins with it, if nothing else is done in that. */
    static final Duration KEPT = Duration.ofMinutes(30);

    /** Characters of all fields of a form together; what is longer is not kept. */
    private static final int LONGEST = 65_536;

    /** Size of all forms together, 16 MB at most: more than a hundred of the longest, or thousands of usual ones. */
    static final long MOST = 8L * 1024 * 1024;

    private static final String ATTRIBUTE = HeldForms.class.getName();
    private static final String TOKEN = "_csrf";

    /** Forms about the session itself. */
    private static final Set<String> NEVER = Set.of("/sign-in", "/sign-out");

    private record Kept(HeldForm form, int size, Instant until) {}

    private final Clock clock;

    /** In the order in which they were looked at last. */
    private final LinkedHashMap<String, Kept> forms = new LinkedHashMap<>(16, 0.75f, true);

    HeldForms(Clock clock) {
        this.clock = clock;
    }

    /**
     * Keeps what a request holds. What another site sent is not kept: nobody typed it here.
     *
     * @return whether there was something to keep
     */
    boolean hold(HttpServletRequest request) {
        String from = request.getHeader("Sec-Fetch-Site");
        if (!HttpMethod.POST.matches(request.getMethod())
                || NEVER.contains(request.getRequestURI())
                || from != null && !from.equals("same-origin")) {
            return false;
        }
        List<Map.Entry<String, String>> fields = new ArrayList<>();
        int length = 0;
        for (Map.Entry<String, String[]> field : request.getParameterMap().entrySet()) {
            if (!field.getKey().equals(TOKEN)) {
                for (String value : field.getValue()) {
                    fields.add(Map.entry(field.getKey(), value));
                    length += field.getKey().length() + value.length();
                }
            }
        }
        if (fields.isEmpty() || length > LONGEST) {
            return false;
        }
        takeAlong(keep(new HeldForm(request.getRequestURI(), List.copyOf(fields))), request);
        return true;
    }

    private synchronized String keep(HeldForm form) {
        Instant now = clock.instant();
        forms.values().removeIf(kept -> isOver(kept, now));
        int added = form.size();
        long size = forms.values().stream().mapToLong(Kept::size).sum() + added;
        while (size > MOST) {
            size -= forms.pollFirstEntry().getValue().size();
        }
        String id = UUID.randomUUID().toString();
        forms.put(id, new Kept(form, added, now.plus(KEPT)));
        return id;
    }

    private static boolean isOver(Kept kept, Instant now) {
        return !now.isBefore(kept.until());
    }

    /** What the session of a request knows its form by, also when it is kept no longer; null where there never was one. */
    public @Nullable String known(HttpServletRequest request) {
        HttpSession session = request.getSession(false);
        return session != null && session.getAttribute(ATTRIBUTE) instanceof String id ? id : null;
    }

    /** Lets the session of a request, which is begun where there is none, know a form. */
    public void takeAlong(String id, HttpServletRequest request) {
        request.getSession().setAttribute(ATTRIBUTE, id);
    }

    /** The form that is kept for the session of a request, or null. */
    @Nullable
    HeldForm in(HttpServletRequest request) {
        String id = known(request);
        return id == null ? null : kept(id);
    }

    private synchronized @Nullable HeldForm kept(String id) {
        Kept kept = forms.get(id);
        return kept == null || isOver(kept, clock.instant()) ? null : kept.form();
    }
}
