package org.waymark.query.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.webmvc.autoconfigure.error.ErrorViewResolver;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.web.ErrorResponse;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.method.annotation.MethodArgumentTypeMismatchException;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.View;
import org.waymark.query.language.Language;
import org.waymark.query.view.InvalidQuery;
import org.waymark.query.view.NotKnown;

/** What a reader is told when a page cannot be shown: what happened, what is safe, what next. */
@ControllerAdvice(basePackages = "org.waymark.query.web")
@Order(Ordered.HIGHEST_PRECEDENCE)
public class ErrorPages implements ErrorViewResolver {

    private static final Logger LOG = LoggerFactory.getLogger(ErrorPages.class);

    private static final String HELD = "expired-held";

    private final Pages pages;
    private final Texts texts;
    private final HeldForms forms;

    ErrorPages(Pages pages, Texts texts, HeldForms forms) {
        this.pages = pages;
        this.texts = texts;
        this.forms = forms;
    }

    @ExceptionHandler
    ResponseEntity<byte[]> notKnown(NotKnown nothing, HttpServletRequest request) {
        return page(request, HttpStatus.NOT_FOUND, "not-found", null);
    }

    @ExceptionHandler
    ResponseEntity<byte[]> cannotBeAsked(InvalidQuery query, HttpServletRequest request) {
        return cannotBeAsked(query.field(), query.sentence().in(Language.current()), request);
    }

    @ExceptionHandler
    ResponseEntity<byte[]> cannotBeRead(MethodArgumentTypeMismatchException parameter, HttpServletRequest request) {
        String field = parameter.getName();
        return cannotBeAsked(
                field,
                texts.get(
                        switch (field) {
                            case "asAt", "from", "to", "until", "day" -> "error.query.day";
                            case "page", "size" -> "error.query.page";
                            default -> "error.query.choice";
                        },
                        field),
                request);
    }

    private ResponseEntity<byte[]> cannotBeAsked(String field, String said, HttpServletRequest request) {
        String given = request.getParameter(field);
        return draft(
                        request,
                        HttpStatus.BAD_REQUEST,
                        "bad-request",
                        texts.get("error.query", said, given == null ? "" : given))
                .with("without", request.getRequestURI())
                .show();
    }

    @ExceptionHandler
    ResponseEntity<byte[]> mayNot(AccessDeniedException denied, HttpServletRequest request) {
        return forbidden(request);
    }

    @ExceptionHandler
    ResponseEntity<byte[]> anythingElse(Exception fault, HttpServletRequest request) {
        if (fault instanceof ErrorResponse response && response.getStatusCode().is4xxClientError()) {
            return of(request, response.getStatusCode().value(), null);
        }
        String number = UUID.randomUUID().toString().substring(0, 8);
        LOG.error("Page {} failed, reported to its reader as {}", place(request), number, fault);
        return page(request, HttpStatus.INTERNAL_SERVER_ERROR, "fault", texts.get("error.fault.number", number));
    }

    /** Where it was, without the part of a personal link that opens it. */
    private static String place(HttpServletRequest request) {
        return request.getRequestURI().replaceFirst("^/([am])/[^/]*", "/$1/…");
    }

    /** The page for somebody who may not do what they asked for. */
    public ResponseEntity<byte[]> forbidden(HttpServletRequest request) {
        return page(request, HttpStatus.FORBIDDEN, "forbidden", null);
    }

    /** The page for a form that was open for longer than its session; what was typed is kept where it can be. */
    public ResponseEntity<byte[]> expired(HttpServletRequest request) {
        return page(request, HttpStatus.FORBIDDEN, forms.hold(request) ? HELD : "expired", null);
    }

    /** The page for somebody whose form was kept, and is not any more. */
    ResponseEntity<byte[]> heldNoLonger(HttpServletRequest request) {
        return page(request, HttpStatus.GONE, "held-no-longer", null);
    }

    private ResponseEntity<byte[]> of(HttpServletRequest request, int status, @Nullable String detail) {
        return switch (status) {
            case 403 -> page(request, HttpStatus.FORBIDDEN, "forbidden", detail);
            case 404, 405 -> page(request, HttpStatus.NOT_FOUND, "not-found", detail);
            case 413 -> page(request, HttpStatus.CONTENT_TOO_LARGE, "too-large", detail);
            case 409 -> page(request, HttpStatus.CONFLICT, "conflict", detail);
            case 503 -> page(request, HttpStatus.SERVICE_UNAVAILABLE, "unavailable", detail);
            default ->
                status < 500
                        ? page(request, HttpStatus.BAD_REQUEST, "bad-request", detail)
                        : page(request, HttpStatus.INTERNAL_SERVER_ERROR, "fault", detail);
        };
    }

    private ResponseEntity<byte[]> page(
            HttpServletRequest request, HttpStatus status, String kind, @Nullable String detail) {
        return draft(request, status, kind, detail).show();
    }

    private Pages.Draft draft(HttpServletRequest request, HttpStatus status, String kind, @Nullable String detail) {
        return pages.page(request, "error", Pages.Section.NONE)
                .status(status)
                .with("kind", kind)
                .with("detail", detail)
                .with("without", null)
                .with("goOn", kind.equals(HELD) ? HeldForms.ADDRESS : null);
    }

    @Override
    public ModelAndView resolveErrorView(HttpServletRequest request, HttpStatus status, Map<String, Object> model) {
        ResponseEntity<byte[]> page = of(request, status.value(), null);
        View view = (ignored, from, response) -> write(page, response);
        return new ModelAndView(view);
    }

    /** Sends a page outside of a controller. */
    public static void write(ResponseEntity<byte[]> page, HttpServletResponse response) throws java.io.IOException {
        response.setStatus(page.getStatusCode().value());
        page.getHeaders().forEach((name, values) -> values.forEach(value -> response.addHeader(name, value)));
        byte[] body = page.getBody();
        if (body != null) {
            response.getOutputStream().write(body);
        }
    }
}
