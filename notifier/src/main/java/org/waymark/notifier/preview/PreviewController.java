package org.waymark.notifier.preview;

import java.net.URI;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.client.RestClientException;
import org.waymark.contract.log.InvalidField;
import org.waymark.contract.plan.PlanCommand;
import org.waymark.contract.plan.Policy;

/** What would go out, under the saved policy and under one that is not saved, and if a draft were adopted today. */
@RestController
@RequestMapping("/api/notifier")
class PreviewController {

    private final Previews previews;

    PreviewController(Previews previews) {
        this.previews = previews;
    }

    @GetMapping("/plans/{planId}/preview")
    Preview saved(
            @PathVariable String planId,
            @RequestParam(defaultValue = "120") int days,
            @RequestParam(defaultValue = "false") boolean adopted)
            throws InterruptedException {
        return found(
                adopted ? previews.asAdopted(planId, checked(days)) : previews.preview(planId, checked(days), null));
    }

    @PostMapping("/plans/{planId}/preview")
    Preview changed(
            @PathVariable String planId, @RequestParam(defaultValue = "120") int days, @RequestBody Policy policy)
            throws InterruptedException {
        // The same bounds as for saving it: a policy with which nobody can count is not looked at
        PlanCommand.SetPolicy command = new PlanCommand.SetPolicy(planId, policy);
        return found(previews.preview(planId, checked(days), command.policy()));
    }

    @GetMapping("/actions/{actionId}/next")
    Preview.Next next(@PathVariable String actionId) throws InterruptedException {
        return found(previews.next(actionId));
    }

    private static int checked(int days) {
        InvalidField.within("days", days, 0, Previews.HORIZON);
        return days;
    }

    private static <T> T found(@Nullable T answer) {
        if (answer == null) {
            throw new Unknown();
        }
        return answer;
    }

    /** No plan or action by this id. */
    private static final class Unknown extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    @ExceptionHandler
    ProblemDetail unknown(Unknown e) {
        return problem(HttpStatus.NOT_FOUND, "not-known", "Not known", "The daily check knows nothing by this id.");
    }

    @ExceptionHandler
    ProblemDetail invalid(InvalidField e) {
        ProblemDetail problem = problem(
                HttpStatus.UNPROCESSABLE_CONTENT, "invalid-field", "A field has no usable value", e.getMessage());
        problem.setProperty("field", e.field());
        return problem;
    }

    @ExceptionHandler
    ProblemDetail unreadable(HttpMessageNotReadableException e) {
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (cause instanceof InvalidField invalid) {
                return invalid(invalid);
            }
        }
        return problem(HttpStatus.BAD_REQUEST, "malformed-request", "Not understood", "Send a whole policy as JSON.");
    }

    @ExceptionHandler
    ProblemDetail busy(Previews.Busy e) {
        return problem(HttpStatus.SERVICE_UNAVAILABLE, "busy", "Busy", "Others ask too. Ask again in a moment.");
    }

    @ExceptionHandler
    ProblemDetail withoutDirectory(RestClientException e) {
        return problem(
                HttpStatus.SERVICE_UNAVAILABLE,
                "directory-unavailable",
                "The directory does not answer",
                "Who would be written to is not known now. Ask again in a moment.");
    }

    private static ProblemDetail problem(HttpStatus status, String slug, String title, @Nullable String detail) {
        ProblemDetail problem = ProblemDetail.forStatusAndDetail(status, detail);
        problem.setType(URI.create("https://waymark.example/problems/" + slug));
        problem.setTitle(title);
        return problem;
    }
}
