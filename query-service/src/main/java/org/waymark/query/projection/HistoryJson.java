package org.waymark.query.projection;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Takes words out of stored payloads without knowing which event they belong to. */
final class HistoryJson {

    private static final JsonMapper MAPPER = JsonMapper.shared();

    private HistoryJson() {}

    /** The payload without the text of the free text that has this digest. */
    static String withoutText(String payload, String digest) {
        JsonNode tree = MAPPER.readTree(payload);
        remove(tree, digest);
        return MAPPER.writeValueAsString(tree);
    }

    private static void remove(JsonNode node, String digest) {
        if (node instanceof ObjectNode object
                && object.path("digest").isString()
                && digest.equals(object.path("digest").stringValue())) {
            object.remove("text");
        }
        node.forEach(child -> remove(child, digest));
    }
}
