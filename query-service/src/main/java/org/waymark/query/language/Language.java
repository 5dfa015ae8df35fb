package org.waymark.query.language;

import java.util.Locale;
import org.springframework.context.i18n.LocaleContext;
import org.springframework.context.i18n.LocaleContextHolder;
import org.waymark.contract.words.MessageFile;

/**
 * The language of the page that is asked for: the reader's where the pages' texts are translated into it, English otherwise.
 * Dates, sentences and what command-service says come in the same one, so that no page is in two.
 */
public final class Language {

    private static final MessageFile PAGES = new MessageFile("query-pages");

    private Language() {}

    /** The language of the request that this thread answers; English where it answers none. */
    public static Locale current() {
        LocaleContext context = LocaleContextHolder.getLocaleContext();
        Locale wanted = context == null ? null : context.getLocale();
        return wanted == null ? MessageFile.ENGLISH : PAGES.language(wanted);
    }

    /** The texts of the pages in every language there is. */
    public static MessageFile pages() {
        return PAGES;
    }
}
