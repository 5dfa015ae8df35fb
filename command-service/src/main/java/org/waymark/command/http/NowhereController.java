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
        throw ProblemType.UNKNOWN_COMMAND.saying("request.where-commands-go");
    }

    @RequestMapping("/api/directory/**")
    ResponseEntity<Void> noContact(HttpServletRequest request) {
        throw ProblemType.UNKNOWN_COMMAND.saying("request.where-contacts-are", request.getMethod());
    }

    @RequestMapping("/api/imports/**")
    ResponseEntity<Void> noImport() {
        throw ProblemType.UNKNOWN_COMMAND.saying("request.where-files-go");
    }
}
