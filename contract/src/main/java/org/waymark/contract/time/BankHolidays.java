package org.waymark.contract.time;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.Month;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The bank holidays of one UK nation: a shipped copy of the GOV.UK list for the years that it covers, rules before and
 * after. Holidays that are proclaimed once are known only inside the list, so whoever plans past {@link #horizon} should
 * be warned.
 */
public final class BankHolidays {

    private static final Map<String, SortedMap<LocalDate, String>> SHIPPED = load("bank-holidays.csv");

    /** Days before the end of the shipped list from which on that is said. */
    public static final int NOTICE = 60;

    private final Nation nation;
    private final SortedMap<LocalDate, String> shipped;
    private final int firstYear;
    private final int lastYear;
    private final Map<Integer, SortedMap<LocalDate, String>> years = new ConcurrentHashMap<>();

    private static final Map<Nation, BankHolidays> BY_NATION = new ConcurrentHashMap<>();

    private BankHolidays(Nation nation) {
        this.nation = nation;
        this.shipped = shipped(nation);
        this.firstYear = shipped.firstKey().getYear();
        this.lastYear = shipped.lastKey().getYear();
    }

    /** The bank holidays of this nation. Instances are shared and safe to use from any thread. */
    public static BankHolidays of(Nation nation) {
        return BY_NATION.computeIfAbsent(nation, BankHolidays::new);
    }

    /** The last day that the shipped list covers; later days rest on rules. */
    public static LocalDate horizon(Nation nation) {
        return LocalDate.of(of(nation).lastYear, Month.DECEMBER, 31);
    }

    /**
     * The last day that the shipped list covers, once it is time to see to the days after it: from {@link #NOTICE} days before
     * on. Null until then.
     */
    public static @Nullable LocalDate runsOut(Nation nation, LocalDate today) {
        LocalDate last = horizon(nation);
        return today.isBefore(last.minusDays(NOTICE)) ? null : last;
    }

    /** The same for whichever nation's list ends first. */
    public static @Nullable LocalDate runsOut(LocalDate today) {
        return Arrays.stream(Nation.values())
                .map(nation -> runsOut(nation, today))
                .filter(Objects::nonNull)
                .min(Comparator.naturalOrder())
                .orElse(null);
    }

    /** Whether offices are closed on this day because of a bank holiday or its substitute day. */
    public boolean includes(LocalDate day) {
        return in(day.getYear()).containsKey(day);
    }

    /** What the holiday is called, or null when this day is none. */
    public @Nullable String title(LocalDate day) {
        return in(day.getYear()).get(day);
    }

    /** The bank holidays of one calendar year, in order. */
    public SortedMap<LocalDate, String> in(int year) {
        return years.computeIfAbsent(
                year,
                wanted -> wanted < firstYear || wanted > lastYear
                        ? BankHolidayRules.of(nation, wanted)
                        : Collections.unmodifiableSortedMap(new TreeMap<>(
                                shipped.subMap(LocalDate.of(wanted, 1, 1), LocalDate.of(wanted + 1, 1, 1)))));
    }

    private static SortedMap<LocalDate, String> shipped(Nation nation) {
        String division = switch (nation) {
            case ENGLAND, WALES -> "england-and-wales";
            case SCOTLAND -> "scotland";
            case NORTHERN_IRELAND -> "northern-ireland";
        };
        SortedMap<LocalDate, String> days = SHIPPED.get(division);
        if (days == null) {
            throw new IllegalStateException("The shipped bank holidays have no division " + division);
        }
        return days;
    }

    private static Map<String, SortedMap<LocalDate, String>> load(String resource) {
        Map<String, SortedMap<LocalDate, String>> divisions = new HashMap<>();
        try (InputStream in = BankHolidays.class.getResourceAsStream(resource)) {
            if (in == null) {
                throw new IllegalStateException("Missing resource " + resource);
            }
            BufferedReader reader = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
            reader.lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .forEach(line -> {
                        int first = line.indexOf(',');
                        int second = line.indexOf(',', first + 1);
                        divisions
                                .computeIfAbsent(line.substring(0, first), division -> new TreeMap<>())
                                .put(LocalDate.parse(line.substring(first + 1, second)), line.substring(second + 1));
                    });
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return divisions;
    }
}
