package org.waymark.standalone.demo;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.random.RandomGenerator;
import tools.jackson.databind.json.JsonMapper;

/** What the made-up people say. Everything they could say stands in {@code demo/words.json}. */
final class Words {

    /** @param about parts of words that an action's text must hold for the notes to fit; empty fits all */
    record Topic(List<String> about, List<String> notes) {}

    /** The file, list by list. */
    record Lists(
            List<Topic> progress,
            List<String> worse,
            List<String> better,
            List<String> slip,
            List<String> forward,
            List<String> done,
            List<String> stop,
            List<String> accepted,
            List<String> declined,
            List<String> reassign,
            List<String> assign,
            List<String> settle,
            List<String> acknowledged,
            List<String> resolved,
            List<String> decisions,
            List<String> meetings,
            List<String> takenOnDone,
            List<String> takenOnLate,
            List<List<String>> evidence,
            List<String> evidenceNotes,
            List<String> corrections,
            List<String> reopened,
            List<String> cancelled,
            List<String> moved) {}

    private final Lists lists;
    private final Map<List<?>, Integer> last = new HashMap<>();

    Words() {
        try (InputStream file = Objects.requireNonNull(Words.class.getResourceAsStream("/demo/words.json"))) {
            lists = JsonMapper.shared().readValue(file, Lists.class);
        } catch (IOException missing) {
            throw new UncheckedIOException(missing);
        }
    }

    Lists lists() {
        return lists;
    }

    /** One of them, and not the same as the last time. */
    <T> T oneOf(List<T> choice, RandomGenerator chance) {
        int index = chance.nextInt(choice.size());
        if (choice.size() > 1 && Integer.valueOf(index).equals(last.get(choice))) {
            index = (index + 1) % choice.size();
        }
        last.put(choice, index);
        return choice.get(index);
    }

    /** A progress note that fits an action with that text; often a general one. */
    String progress(String text, RandomGenerator chance) {
        String words = text.toLowerCase(Locale.ROOT);
        List<Topic> fitting = lists.progress().stream()
                .filter(topic -> topic.about().stream().anyMatch(words::contains))
                .toList();
        Topic topic = fitting.isEmpty() || chance.nextInt(4) == 0
                ? lists.progress().getLast()
                : fitting.get(chance.nextInt(fitting.size()));
        return oneOf(topic.notes(), chance);
    }
}
