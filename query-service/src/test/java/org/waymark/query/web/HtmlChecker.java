package org.waymark.query.web;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.parser.Parser;

/**
 * Tells where a page is not HTML as the standard has it, by a parser and by the validator of the W3C: errors of parsing, ids
 * that stand twice, references that lead nowhere, and what may not stand where it does.
 */
final class HtmlChecker {

    private static final int MOST = 20;

    private static final Pattern BLANKS = Pattern.compile(" +");

    /**
     * Roles that say of a table what it is anyway. Ours keep them: on a phone its rows are laid out as blocks, and then browsers
     * forget that it is a table. The fieldset of a date has the role that the GOV.UK Design System gives it.
     */
    private static final Pattern DELIBERATE =
            Pattern.compile("The “role” attribute must not be used on a “t[dhr]” element which has a “table” ancestor"
                    + "|The “(?:table|rowgroup|row|cell|columnheader|rowheader)” role is unnecessary for element “t"
                    + "|The “group” role is unnecessary for element “fieldset”");

    private HtmlChecker() {}

    static List<String> faults(String html) {
        Parser parser = Parser.htmlParser().setTrackErrors(MOST);
        Document page = parser.parseInput(html, "");
        List<String> faults = new ArrayList<>();
        parser.getErrors().forEach(error -> faults.add(error.toString()));
        HtmlValidator.faults(html).stream()
                .filter(fault -> !DELIBERATE.matcher(fault).find())
                .forEach(faults::add);
        if (!html.startsWith("<!DOCTYPE html>")) {
            faults.add("No doctype");
        }
        Set<String> ids = new HashSet<>();
        for (Element element : page.select("[id]")) {
            if (!ids.add(element.id())) {
                faults.add("Twice the id " + element.id());
            }
        }
        for (String attribute : List.of("for", "aria-labelledby", "aria-describedby", "form")) {
            for (Element element : page.select("[" + attribute + "]")) {
                BLANKS.splitAsStream(element.attr(attribute))
                        .filter(id -> !ids.contains(id))
                        .forEach(id -> faults.add(attribute + " leads nowhere: " + id));
            }
        }
        for (Element link : page.select("a[href^=#]")) {
            if (!ids.contains(link.attr("href").substring(1))) {
                faults.add("A link leads nowhere: " + link.attr("href"));
            }
        }
        return faults;
    }
}
