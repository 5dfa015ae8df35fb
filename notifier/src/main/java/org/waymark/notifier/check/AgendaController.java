package org.waymark.notifier.check;

import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.waymark.eventstore.SetAside;

/** How the agenda is, and its repair, for administrators. */
@RestController
@RequestMapping("/api/notifier/agenda")
class AgendaController {

    private final AgendaRepair repair;

    AgendaController(AgendaRepair repair) {
        this.repair = repair;
    }

    @GetMapping
    AgendaRepair.State state() {
        return repair.state();
    }

    /** Begins a rebuild, unless one is under way; how it goes is part of the state. */
    @PostMapping("/rebuild")
    @ResponseStatus(HttpStatus.ACCEPTED)
    void rebuild() {
        repair.rebuild();
    }

    @PostMapping("/dead-letters/retry")
    SetAside.Retried retry() {
        return repair.retry();
    }
}
