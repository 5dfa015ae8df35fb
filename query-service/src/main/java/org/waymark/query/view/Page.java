package org.waymark.query.view;

import java.util.List;

/**
 * A part of a longer list.
 *
 * @param page from 1
 * @param size rows on a full page
 * @param total rows on all pages
 */
public record Page<T>(List<T> rows, int page, int size, int total) {

    public Page {
        rows = List.copyOf(rows);
    }

    /** At least 1. */
    public int pages() {
        return Math.max(1, (total + size - 1) / size);
    }

    /**
     * Cuts one page out of a list; a page beyond the last is empty.
     *
     * @throws InvalidQuery when {@code page} or {@code size} is below 1 or size above 1,000
     */
    public static <T> Page<T> of(List<T> all, int page, int size) {
        check(page, size);
        int from = (int) Math.min(all.size(), (page - 1L) * size);
        return new Page<>(all.subList(from, Math.min(all.size(), from + size)), page, size, all.size());
    }

    /** Refuses a page or size that cannot be. */
    public static void check(int page, int size) {
        if (page < 1) {
            throw new InvalidQuery("page", "enter-a-page");
        }
        if (size < 1 || size > 1000) {
            throw new InvalidQuery("size", "enter-a-number-of-rows");
        }
    }
}
