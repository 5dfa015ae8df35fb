package org.waymark.notifier.mail;

import java.util.Locale;
import org.thymeleaf.context.Context;
import org.thymeleaf.spring6.SpringTemplateEngine;
import org.thymeleaf.templatemode.TemplateMode;
import org.thymeleaf.templateresolver.ClassLoaderTemplateResolver;

/** A digest as HTML, in the same words and order as {@link TextForm}; one column, no picture, nothing from elsewhere. */
final class HtmlForm {

    private final SpringTemplateEngine engine = new SpringTemplateEngine();

    HtmlForm() {
        ClassLoaderTemplateResolver resolver = new ClassLoaderTemplateResolver(HtmlForm.class.getClassLoader());
        resolver.setPrefix("org/waymark/notifier/mail/");
        resolver.setSuffix(".html");
        resolver.setTemplateMode(TemplateMode.HTML);
        resolver.setCharacterEncoding("UTF-8");
        engine.setTemplateResolver(resolver);
        engine.setEnableSpringELCompiler(true);
    }

    String of(Digest digest) {
        Context context = new Context(Locale.UK);
        context.setVariable("digest", digest);
        return engine.process("digest", context);
    }
}
