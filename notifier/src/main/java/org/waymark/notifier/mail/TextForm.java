package org.waymark.notifier.mail;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** A digest as plain text, in lines of up to 72 characters. An address is never broken. */
final class TextForm {

    private static final int WIDTH = 72;
    private static final String INDENT = "  ";

    private final StringBuilder out = new StringBuilder();

    private TextForm() {}

    static String of(Digest digest) {
        TextForm form = new TextForm();
        form.paragraph(digest.greeting());
        form.paragraph(String.join(" ", digest.intro()));
        for (Digest.Section section : digest.sections()) {
            form.paragraph(section.heading().toUpperCase(Locale.UK));
            section.paragraphs().forEach(form::paragraph);
            section.entries().forEach(form::entry);
            if (section.more() != null) {
                form.paragraph(more(section.more()));
            }
            if (section.link() != null) {
                form.link(section.link(), "");
                form.out.append('\n');
            }
        }
        if (digest.all() != null) {
            form.link(digest.all(), "");
            form.out.append('\n');
        }
        form.paragraph(digest.nextHeading().toUpperCase(Locale.UK));
        digest.next().forEach(form::paragraph);
        Digest.First first = digest.first();
        if (first != null) {
            form.paragraph(first.heading().toUpperCase(Locale.UK));
            first.paragraphs().forEach(form::paragraph);
        }
        form.out.append("-- \n");
        form.wrap(String.join(" ", digest.why()), "", "");
        if (digest.settings() != null) {
            form.link(digest.settings(), "");
        }
        return form.out.toString();
    }

    private void entry(Digest.Entry entry) {
        wrap(entry.reference() + "  " + entry.title(), "", INDENT);
        wrap((entry.due() + " " + entry.facts()).strip(), INDENT, INDENT);
        entry.ask().forEach(line -> wrap(line, INDENT, INDENT));
        link(entry.link(), INDENT);
        out.append('\n');
    }

    /** Without addresses: one of each action would be longer than all that is said about it. */
    private static String more(Digest.More more) {
        return more.before()
                + " "
                + more.references().stream().map(Digest.Link::brief).collect(Collectors.joining(", "))
                + more.after();
    }

    /** On one line whatever its length, with the words that say where it leads. */
    private void link(Digest.Link link, String indent) {
        out.append(indent)
                .append(link.brief())
                .append(": ")
                .append(link.address())
                .append('\n');
    }

    private void paragraph(String text) {
        wrap(text, "", "");
        out.append('\n');
    }

    private void wrap(String text, String first, String then) {
        StringBuilder line = new StringBuilder(first);
        boolean empty = true;
        for (String word : List.of(text.split(" ", -1))) {
            if (!empty && line.length() + 1 + word.length() > WIDTH) {
                out.append(line.toString().stripTrailing()).append('\n');
                line = new StringBuilder(then);
                empty = true;
            }
            if (!empty) {
                line.append(' ');
            }
            line.append(word);
            empty = false;
        }
        out.append(line.toString().stripTrailing()).append('\n');
    }
}
