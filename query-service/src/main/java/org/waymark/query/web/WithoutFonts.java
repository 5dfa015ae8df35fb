package org.waymark.query.web;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;
import org.springframework.core.io.Resource;
import org.springframework.web.servlet.resource.ResourceTransformer;
import org.springframework.web.servlet.resource.ResourceTransformerChain;
import org.springframework.web.servlet.resource.TransformedResource;

/**
 * The style sheet of the GOV.UK Design System without its typeface, which may be used on GOV.UK only and is not shipped:
 * a browser that has this sheet before ours would ask for it in vain.
 */
final class WithoutFonts implements ResourceTransformer {

    private static final Pattern FONT_FACE = Pattern.compile("@font-face\\s*\\{[^}]*}");

    @Override
    public Resource transform(HttpServletRequest request, Resource resource, ResourceTransformerChain chain)
            throws IOException {
        Resource sheet = chain.transform(request, resource);
        if (!String.valueOf(sheet.getFilename()).endsWith(".css")) {
            return sheet;
        }
        String without = FONT_FACE
                .matcher(sheet.getContentAsString(StandardCharsets.UTF_8))
                .replaceAll("");
        return new TransformedResource(sheet, without.getBytes(StandardCharsets.UTF_8));
    }
}
