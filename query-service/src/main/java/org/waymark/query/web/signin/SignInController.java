package org.waymark.query.web.signin;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.authority.SimpleGrantedAuthority;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.web.context.HttpSessionSecurityContextRepository;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.waymark.contract.log.Role;
import org.waymark.query.identity.SignedIn;
import org.waymark.query.web.HeldForms;
import org.waymark.query.web.Pages;

/** Coming in and leaving. */
@Controller
class SignInController {

    private final Identities identities;
    private final Pages pages;
    private final HeldForms forms;
    private final HttpSessionSecurityContextRepository sessions = new HttpSessionSecurityContextRepository();

    SignInController(Identities identities, Pages pages, HeldForms forms) {
        this.identities = identities;
        this.pages = pages;
        this.forms = forms;
    }

    @GetMapping("/sign-in")
    ResponseEntity<byte[]> choose(@RequestParam(required = false) @Nullable String then, HttpServletRequest request) {
        return page(request, then, false, HttpStatus.OK);
    }

    @PostMapping("/sign-in")
    ResponseEntity<byte[]> signIn(
            @RequestParam(required = false) @Nullable String person,
            @RequestParam(required = false) @Nullable String then,
            HttpServletRequest request,
            HttpServletResponse response) {
        Optional<SignedIn> found = person == null ? Optional.empty() : identities.byUserId(person);
        if (found.isEmpty()) {
            return page(request, then, true, HttpStatus.UNPROCESSABLE_CONTENT);
        }
        SignedIn signedIn = found.get();
        String held = forms.known(request);
        endSession(request);
        SecurityContext context = SecurityContextHolder.createEmptyContext();
        context.setAuthentication(UsernamePasswordAuthenticationToken.authenticated(
                signedIn,
                null,
                List.of(new SimpleGrantedAuthority("ROLE_" + signedIn.role().name()))));
        SecurityContextHolder.setContext(context);
        sessions.saveContext(context, request, response);
        if (held != null) {
            forms.takeAlong(held, request);
        }
        return goTo(safe(then, signedIn.role() == Role.LEAD ? "/my-actions" : "/plans"));
    }

    @PostMapping("/sign-out")
    ResponseEntity<byte[]> signOut(HttpServletRequest request) {
        endSession(request);
        SecurityContextHolder.clearContext();
        return goTo("/sign-in");
    }

    private ResponseEntity<byte[]> page(
            HttpServletRequest request, @Nullable String then, boolean nobodyChosen, HttpStatus status) {
        return pages.page(request, "sign-in", Pages.Section.NONE)
                .status(status)
                .with("candidates", identities.candidates())
                .with("then", safe(then, ""))
                .with("nobodyChosen", nobodyChosen)
                .show();
    }

    private static void endSession(HttpServletRequest request) {
        HttpSession session = request.getSession(false);
        if (session != null) {
            session.invalidate();
        }
    }

    private static ResponseEntity<byte[]> goTo(String path) {
        return ResponseEntity.status(HttpStatus.SEE_OTHER)
                .location(URI.create(path))
                .build();
    }

    /** Only a path of this site may follow a sign-in, never another site's address. */
    static String safe(@Nullable String then, String otherwise) {
        if (then == null || !then.matches("/(?![/\\\\])[\\x21-\\x5b\\x5d-\\x7e]*")) {
            return otherwise;
        }
        try {
            URI uri = new URI(then);
            return uri.getScheme() == null && uri.getRawAuthority() == null ? then : otherwise;
        } catch (java.net.URISyntaxException e) {
            return otherwise;
        }
    }
}
