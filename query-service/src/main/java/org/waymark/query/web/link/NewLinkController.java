package org.waymark.query.web.link;

import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.waymark.contract.link.PersonalLink;
import org.waymark.query.people.NewLinks;

/**
 * A new link for the owner of one that has ended by its age: by mail, to the address that the directory has, never on the
 * page. What is answered tells nothing about whether one was sent.
 */
@Controller
class NewLinkController {

    private final Links links;
    private final LinkPages linkPages;
    private final LinkMetrics metrics;
    private final NewLinks newLinks;

    NewLinkController(Links links, LinkPages linkPages, LinkMetrics metrics, NewLinks newLinks) {
        this.links = links;
        this.linkPages = linkPages;
        this.metrics = metrics;
        this.newLinks = newLinks;
    }

    @PostMapping("/a/{token}/new")
    ResponseEntity<byte[]> forAnswer(@PathVariable String token, HttpServletRequest request) {
        return ask(token, PersonalLink.Kind.ANSWER, request);
    }

    @PostMapping("/m/{token}/new")
    ResponseEntity<byte[]> forList(@PathVariable String token, HttpServletRequest request) {
        return ask(token, PersonalLink.Kind.MINE, request);
    }

    @GetMapping({"/a/{token}/asked", "/m/{token}/asked"})
    ResponseEntity<byte[]> asked(@PathVariable String token, HttpServletRequest request) {
        return linkPages.asked(request);
    }

    private ResponseEntity<byte[]> ask(String token, PersonalLink.Kind kind, HttpServletRequest request) {
        switch (links.find(token, kind)) {
            case Links.Found.Expired expired -> {
                metrics.askedForNew();
                newLinks.mail(expired.link());
            }
            case Links.Found.Unavailable unavailable -> {
                return linkPages.instead(request, unavailable);
            }
            default -> {
                // Nothing is sent, and nobody is told so
            }
        }
        return ResponseEntity.status(HttpStatus.SEE_OTHER)
                .location(URI.create("/" + kind.path() + "/" + token + "/asked"))
                .build();
    }
}
