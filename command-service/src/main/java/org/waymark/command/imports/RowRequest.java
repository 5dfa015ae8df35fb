package org.waymark.command.imports;

import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import org.waymark.command.dispatch.Request;
import org.waymark.command.http.Keys;
import org.waymark.contract.log.Command;

/** The request of one change of an import: made of the import's own key, so that a repeated one makes the same. */
final class RowRequest {

    private RowRequest() {}

    /** @param version of the content that the import had read, or null where it does not matter */
    static Request of(String key, String file, long row, Command command, @Nullable Long version) {
        String source = file + ":" + row;
        String content = Keys.fingerprint(source, withoutId(command));
        return new Request(key + "/" + row + "/" + content.substring(0, 16), content, version, null, source);
    }

    /** What a command is apart from the id that was drawn for it. */
    private static byte[] withoutId(Command command) {
        return (command.getClass().getSimpleName() + command.toString().replace(command.streamId(), ""))
                .getBytes(StandardCharsets.UTF_8);
    }
}
