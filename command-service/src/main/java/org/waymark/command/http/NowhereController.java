package org.waymark.command.http;

import io.swagger.v3.oas.annotations.Hidden;
import jakarta.servlet.http.HttpServletRequest;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Answers what is addressed to no command, contact or import, in the vocabulary of all other problems. */
@RestController
@Hidden
class NowhereController {

    @RequestMapping("/api/commands/**")
    ResponseEntity<Void> noCommand() {
        throw new ProblemException(ProblemType.UNKNOWN_COMMAND.saying(
                "Send commands as POST /api/commands/{kind}/{id}/{command}. The description of the API lists all of"
                        + " them."));
    }

    @RequestMapping("/api/directory/**")
    ResponseEntity<Void> noContact(HttpServletRequest request) {
        throw new ProblemException(ProblemType.UNKNOWN_COMMAND.saying("There is nothing to " + request.getMethod()
                + " here. Contacts are at /api/directory/contacts; the description of the API says what can be done."));
    }

    @RequestMapping("/api/imports/**")
    ResponseEntity<Void> noImport() {
        throw new ProblemException(ProblemType.UNKNOWN_COMMAND.saying(
                "Send a file as POST /api/imports/{planId} with Content-Type text/csv, or its text within"
                        + " application/json."));
    }
}
