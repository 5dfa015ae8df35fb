package org.waymark.notifier.mail;

import java.util.List;
import java.util.Locale;

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
                form.paragraph(section.more());
            }
        }
        if (digest.all() != null) {
            form.wrap(digest.all().words() + ": " + digest.all().address(), "", "");
            form.out.append('\n');
        }
        form.paragraph(digest.nextHeading().toUpperCase(Locale.UK));
        digest.next().forEach(form::paragraph);
        form.out.append("-- \n");
        form.wrap(String.join(" ", digest.why()), "", "");
        return form.out.toString();
    }

    private void entry(Digest.Entry entry) {
        wrap(entry.reference() + "  " + entry.title(), "", INDENT);
        wrap((entry.due() + " " + entry.facts()).strip(), INDENT, INDENT);
        if (!entry.ask().isBlank()) {
            wrap(entry.ask(), INDENT, INDENT);
        }
        wrap(entry.link().words() + ": " + entry.link().address(), INDENT, INDENT);
        out.append('\n');
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
