package org.waymark.standalone.demo;

import java.util.Optional;
import java.util.random.RandomGenerator;
import org.waymark.contract.action.ActionCommand;
import org.waymark.contract.log.Command;
import org.waymark.standalone.demo.Ledger.Known;

/** How made-up people act: through the HTTP API, like everybody. */
interface Deeds {

    /** Changes an action as somebody who has read it as it stands now. */
    void change(Person who, Known action, ActionCommand command);

    /** Changes something else. */
    void order(Person who, Command command);

    /** Another open action of the same plan, that its lead might have to wait for. */
    Optional<Known> sibling(Known action, RandomGenerator luck);

    /** An id for a proposal. */
    String newProposal();
}
