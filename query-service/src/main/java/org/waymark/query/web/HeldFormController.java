package org.waymark.query.web;

import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;

/** Shows a form that was sent when its session had ended, so that it can be sent again. */
@Controller
class HeldFormController {

    private final HeldForms forms;
    private final Pages pages;
    private final ErrorPages errors;

    HeldFormController(HeldForms forms, Pages pages, ErrorPages errors) {
        this.forms = forms;
        this.pages = pages;
        this.errors = errors;
    }

    @GetMapping(HeldForms.ADDRESS)
    ResponseEntity<byte[]> held(HttpServletRequest request) {
        HeldForm form = forms.in(request);
        if (form == null && forms.known(request) != null) {
            return errors.heldNoLonger(request);
        }
        if (form == null) {
            return ResponseEntity.status(HttpStatus.SEE_OTHER)
                    .location(URI.create("/"))
                    .build();
        }
        return pages.page(request, "held-form", Pages.Section.NONE)
                .with("form", form)
                .with("words", form.words())
                .show();
    }
}
