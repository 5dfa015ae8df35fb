package org.waymark.standalone.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Figures in columns. */
final class Table {

    private Table() {}

    /** One line for each figure below a line of headings. */
    static List<String> of(List<Figure> figures) {
        List<List<String>> rows = new ArrayList<>();
        rows.add(List.of("what", "value", "unit", "baseline", "ratio", "goal", "met"));
        for (Figure figure : figures) {
            rows.add(List.of(
                    figure.name(),
                    number(figure.value()),
                    figure.unit(),
                    number(figure.baseline()),
                    number(figure.ratio()),
                    figure.goal() == null ? "" : figure.goal(),
                    figure.goal() == null ? "" : figure.met() == null ? "not measured" : figure.met() ? "yes" : "no"));
        }
        List<String> lines = new ArrayList<>();
        for (List<String> row : rows) {
            StringBuilder line = new StringBuilder();
            for (int column = 0; column < row.size(); column++) {
                int at = column;
                int width = rows.stream()
                        .mapToInt(other -> other.get(at).length())
                        .max()
                        .orElse(0);
                boolean right = column == 1 || column == 3 || column == 4;
                line.append(String.format(Locale.ROOT, "%" + (right ? "" : "-") + width + "s  ", row.get(column)));
            }
            lines.add(line.toString().stripTrailing());
        }
        return lines;
    }

    private static String number(@Nullable Double value) {
        return value == null ? "-" : Figure.number(value);
    }
}
