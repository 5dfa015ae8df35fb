package org.waymark.query.web.published;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import jakarta.servlet.http.HttpServletRequest;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Locale;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;
import org.waymark.query.language.Language;
import org.waymark.query.published.Publication;
import org.waymark.query.published.PublishedPlan;
import org.waymark.query.published.PublishedPlans;
import org.waymark.query.view.NotKnown;
import org.waymark.query.web.Dates;
import org.waymark.query.web.Pages;
import org.waymark.query.web.Texts;

/**
 * Answers about a published plan. What was written once is kept for as long as the same is to be said, so that a plan
 * that many people read costs no more than one that nobody does.
 */
@Component
class PublishedAnswers {

    /** What all written pages and files may take in memory. */
    private static final long BYTES = 32L * 1024 * 1024;

    /** After a withdrawal a cache between may show a page for so long. */
    private static final Duration FRESH = Duration.ofMinutes(1);

    private final PublishedPlans plans;
    private final Pages pages;
    private final Texts texts;
    private final Cache<Key, Written> written = Caffeine.newBuilder()
            .maximumWeight(BYTES)
            .weigher((Key _, Written file) -> file.bytes().length)
            .build();

    PublishedAnswers(PublishedPlans plans, Pages pages, Texts texts) {
        this.plans = plans;
        this.pages = pages;
        this.texts = texts;
    }

    private record Key(String form, String version, Locale language) {}

    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record Written(byte[] bytes, String etag) {}

    /**
     * One form of a plan, or the page that says why there is none.
     *
     * @param form what else there is of the same plan has another name
     * @param write writes it; called only when it is not kept
     */
    ResponseEntity<byte[]> answer(
            HttpServletRequest request,
            String planId,
            String form,
            MediaType type,
            Function<PublishedPlan, byte[]> write) {
        Publication publication;
        try {
            publication = plans.publication(planId);
        } catch (NotKnown nothing) {
            return none(request, HttpStatus.NOT_FOUND, "unknown", null);
        }
        return switch (publication) {
            case Publication.Shown(PublishedPlan plan) -> shown(plan, form, type, write);
            case Publication.Withdrawn withdrawn ->
                none(request, HttpStatus.GONE, "withdrawn", texts.get("published.withdrawn.on", withdrawn.on()));
            case Publication.Awaited awaited -> awaited(request, awaited, type);
        };
    }

    private ResponseEntity<byte[]> shown(
            PublishedPlan plan, String form, MediaType type, Function<PublishedPlan, byte[]> write) {
        Written file = written.get(new Key(form, plan.version(), Language.current()), _ -> {
            byte[] bytes = write.apply(plan);
            return new Written(bytes, etag(bytes));
        });
        return ResponseEntity.ok()
                .contentType(type)
                .cacheControl(CacheControl.maxAge(FRESH).cachePublic())
                .eTag(file.etag())
                .varyBy(HttpHeaders.ACCEPT_LANGUAGE)
                // Anybody's page may fetch what anybody may read
                .header(HttpHeaders.ACCESS_CONTROL_ALLOW_ORIGIN, "*")
                .body(file.bytes());
    }

    private ResponseEntity<byte[]> awaited(HttpServletRequest request, Publication.Awaited awaited, MediaType type) {
        HttpStatus status = type.isCompatibleWith(MediaType.TEXT_HTML) ? HttpStatus.OK : HttpStatus.NOT_FOUND;
        if (awaited.hold() != null) {
            return none(
                    request,
                    status,
                    "held",
                    texts.get("published.held.until", Dates.day(awaited.hold().until())));
        }
        return pages.page(request, "published-none", Pages.Section.NONE)
                .status(status)
                .with("open", true)
                .with("kind", "awaited")
                .with("heading", awaited.title())
                .with(
                        "detail",
                        awaited.next() == null
                                ? texts.get("published.awaited.no-day")
                                : texts.get("published.awaited.day", Dates.weekday(awaited.next())))
                .show();
    }

    private ResponseEntity<byte[]> none(
            HttpServletRequest request, HttpStatus status, String kind, @Nullable String detail) {
        return pages.page(request, "published-none", Pages.Section.NONE)
                .status(status)
                .with("open", true)
                .with("kind", kind)
                .with("heading", null)
                .with("detail", detail)
                .show();
    }

    private static String etag(byte[] bytes) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(bytes);
            return "\"" + HexFormat.of().formatHex(digest, 0, 16) + "\"";
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every JVM has SHA-256", e);
        }
    }
}
