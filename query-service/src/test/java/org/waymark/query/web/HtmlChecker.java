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
 * Tells where a page is not HTML as the standard has it, as far as a parser can: errors of parsing, ids that stand twice, and
 * references that lead nowhere.
 */
final class HtmlChecker {

    private static final int MOST = 20;

    private static final Pattern BLANKS = Pattern.compile(" +");

    private HtmlChecker() {}

    static List<String> faults(String html) {
        Parser parser = Parser.htmlParser().setTrackErrors(MOST);
        Document page = parser.parseInput(html, "");
        List<String> faults = new ArrayList<>();
        parser.getErrors().forEach(error -> faults.add(error.toString()));
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
