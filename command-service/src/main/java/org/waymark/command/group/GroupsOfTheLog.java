package org.waymark.command.group;

import org.springframework.stereotype.Component;
import org.waymark.contract.group.GroupEvent.GroupFormed;
import org.waymark.eventstore.EventLog;

@Component
class GroupsOfTheLog implements Groups {

    private final EventLog log;

    GroupsOfTheLog(EventLog log) {
        this.log = log;
    }

    @Override
    public boolean formed(String groupId) {
        return log.readStream(groupId).stream().anyMatch(stored -> stored.payload() instanceof GroupFormed);
    }
}
