package org.waymark.contract.time;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Finds the dated steps of an action whose text and time cell hold several lines: two dates in one cell with two texts
 * are two milestones.
 */
public final class MilestoneReader {

    /** One dated step: its own text, and its own time as written. */
    public record Step(String text, Timescale timescale) {}

    private MilestoneReader() {}

    /**
     * The steps, in the order of the plan, where each line of the text has a line of the time cell and each of those
     * names a date; otherwise none.
     *
     * @param text the action as it stands in the plan
     * @param written its time cell as it stands in the plan
     */
    public static List<Step> read(String text, String written, ReadingContext context) {
        List<String> texts = lines(text);
        List<String> times = lines(written);
        if (texts.size() < 2 || texts.size() != times.size()) {
            return List.of();
        }
        List<Step> steps = new ArrayList<>();
        for (int i = 0; i < texts.size(); i++) {
            Timescale timescale = TimescaleReader.read(times.get(i), context);
            if (!timescale.dated()) {
                return List.of();
            }
            steps.add(new Step(texts.get(i), timescale));
        }
        return List.copyOf(steps);
    }

    private static List<String> lines(String cell) {
        return Arrays.stream(cell.split("[\\r\\n\\u2028\\u000B]+"))
                .map(line -> line.replaceAll("^[\\s•·*–-]+", "").strip())
                .filter(line -> !line.isEmpty())
                .toList();
    }
}
