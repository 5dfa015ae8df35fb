package org.waymark.query.web;

import java.io.Writer;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.resource.ResourceUrlProvider;
import org.thymeleaf.TemplateEngine;
import org.thymeleaf.context.Context;
import org.thymeleaf.context.ITemplateContext;
import org.thymeleaf.messageresolver.AbstractMessageResolver;
import org.thymeleaf.spring6.dialect.SpringStandardDialect;
import org.thymeleaf.templatemode.TemplateMode;
import org.thymeleaf.templateresolver.ClassLoaderTemplateResolver;
import org.webjars.WebJarVersionLocator;

/**
 * The template engine of the pages. It is not a bean and takes no part in Spring's view resolution: in one process with
 * the other services, whatever engine they have for their mails must not meet these templates and texts.
 */
@Component
final class Templates {

    private static final String GOVUK = "/webjars/govuk-frontend/%s/dist/govuk/govuk-frontend.min.css";
    private static final String HTMX = "/webjars/htmx.org/%s/dist/htmx.min.js";

    private final TemplateEngine engine = new TemplateEngine();
    private final ResourceUrlProvider addresses;
    private final String govuk;
    private final String htmx;

    Templates(Texts texts, ResourceUrlProvider addresses) {
        this.addresses = addresses;
        ClassLoaderTemplateResolver resolver = new ClassLoaderTemplateResolver(Templates.class.getClassLoader());
        resolver.setPrefix("templates/query/");
        resolver.setSuffix(".html");
        resolver.setTemplateMode(TemplateMode.HTML);
        resolver.setCharacterEncoding("UTF-8");
        SpringStandardDialect dialect = new SpringStandardDialect();
        dialect.setEnableSpringELCompiler(true);
        engine.setDialect(dialect);
        engine.setTemplateResolver(resolver);
        engine.setMessageResolver(new FromTexts(texts));
        WebJarVersionLocator versions = new WebJarVersionLocator();
        govuk = GOVUK.formatted(Objects.requireNonNull(versions.version("govuk-frontend")));
        htmx = HTMX.formatted(Objects.requireNonNull(versions.version("htmx.org")));
    }

    String render(String template, Context context) {
        return engine.process(template, context);
    }

    void render(String template, Context context, Writer out) {
        engine.process(template, context, out);
    }

    /** A part of a page. */
    String render(String template, String fragment, Context context) {
        return engine.process(template, Set.of(fragment), context);
    }

    List<String> styles() {
        return List.of(govuk, ours("css"));
    }

    String script() {
        return ours("js");
    }

    String icon() {
        return ours("svg");
    }

    String htmx() {
        return htmx;
    }

    /** The address names the content, so that no browser keeps what an earlier release had there. */
    private String ours(String extension) {
        return Objects.requireNonNull(addresses.getForLookupPath("/assets/waymark." + extension));
    }

    private static final class FromTexts extends AbstractMessageResolver {

        private final Texts texts;

        FromTexts(Texts texts) {
            this.texts = texts;
        }

        @Override
        public String resolveMessage(
                ITemplateContext context, @Nullable Class<?> origin, String key, Object @Nullable [] parameters) {
            return texts.get(key, parameters == null ? new Object[0] : parameters);
        }

        @Override
        public String createAbsentMessageRepresentation(
                ITemplateContext context, @Nullable Class<?> origin, String key, Object @Nullable [] parameters) {
            throw new IllegalArgumentException("No text " + key);
        }
    }
}
