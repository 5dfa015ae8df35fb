package org.waymark.standalone.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What the bench ran on. */
final class Machine {

    private static final long MEBI = 1024L * 1024;

    private Machine() {}

    static List<String> describe(String storage) {
        Runtime runtime = Runtime.getRuntime();
        List<String> lines = new ArrayList<>();
        lines.add("JDK      " + System.getProperty("java.vm.name") + " " + Runtime.version());
        lines.add("OS       " + System.getProperty("os.name") + " " + System.getProperty("os.version") + " "
                + System.getProperty("os.arch"));
        lines.add("cores    " + runtime.availableProcessors() + processor());
        lines.add("memory   " + runtime.maxMemory() / MEBI + " MiB heap at most" + machineMemory());
        lines.add("storage  " + storage);
        lines.add("clients  in the same JVM as services and database, java.net.http with connections kept open");
        return lines;
    }

    private static String processor() {
        return proc("/proc/cpuinfo").stream()
                .filter(line -> line.startsWith("model name"))
                .map(line -> ", " + line.substring(line.indexOf(':') + 1).strip())
                .findFirst()
                .orElse("");
    }

    private static String machineMemory() {
        return proc("/proc/meminfo").stream()
                .filter(line -> line.startsWith("MemTotal:"))
                .map(line -> String.format(
                        Locale.ROOT, ", %d MiB on the machine", Long.parseLong(line.replaceAll("\\D", "")) / 1024))
                .findFirst()
                .orElse("");
    }

    /** Resident memory of a process in MiB; NaN where the system does not say. */
    static double residentMebibytes(long pid) {
        return proc("/proc/" + pid + "/status").stream()
                .filter(line -> line.startsWith("VmRSS:"))
                .mapToDouble(line -> Long.parseLong(line.replaceAll("\\D", "")) / 1024.0)
                .findFirst()
                .orElse(Double.NaN);
    }

    private static List<String> proc(String file) {
        try {
            return Files.readAllLines(Path.of(file));
        } catch (IOException absent) {
            return List.of();
        }
    }
}
