package org.waymark.query.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpSession;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpMethod;

/**
 * A form that was sent when its session had ended. It is kept in the new session, nothing of it is done, and whoever signs
 * in looks at it and sends it again.
 *
 * @param path where it was sent to
 * @param fields what it held, but for the token of the old session
 */
public record HeldForm(String path, List<Map.Entry<String, String>> fields) {

    /** Where it can be looked at and sent again. */
    public static final String ADDRESS = "/held-form";

    private static final String ATTRIBUTE = HeldForm.class.getName();
    private static final String TOKEN = "_csrf";

    /** Forms about the session itself. */
    private static final Set<String> NEVER = Set.of("/sign-in", "/sign-out");

    /** Characters of all fields together; what is longer is not kept. */
    private static final int LONGEST = 65_536;

    /**
     * Keeps what a request holds. What another site sent is not kept: nobody typed it here.
     *
     * @return whether there was something to keep
     */
    static boolean hold(HttpServletRequest request) {
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
        new HeldForm(request.getRequestURI(), List.copyOf(fields)).keep(request);
        return true;
    }

    /** Keeps it in the session of a request, which is begun where there is none. */
    public void keep(HttpServletRequest request) {
        request.getSession().setAttribute(ATTRIBUTE, this);
    }

    /** What is kept in the session of a request, or null. */
    public static @Nullable HeldForm in(HttpServletRequest request) {
        HttpSession session = request.getSession(false);
        return session != null && session.getAttribute(ATTRIBUTE) instanceof HeldForm form ? form : null;
    }

    /** What somebody wrote in their own words: values of more than one word. */
    List<String> words() {
        return fields.stream()
                .map(Map.Entry::getValue)
                .map(String::strip)
                .filter(value -> value.chars().anyMatch(Character::isWhitespace))
                .toList();
    }
}
