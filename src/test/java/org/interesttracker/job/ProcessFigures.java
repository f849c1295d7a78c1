package org.interesttracker.job;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What a JVM holds after its garbage was collected.
 *
 * @param threads of the process, native ones too
 * @param jobLoaders class loaders that Flink made for jobs
 * @param metaspaceKb in use
 * @param heapKb in use
 * @param residentKb of the process
 * @param openFiles of the process
 */
record ProcessFigures(
    long threads, long jobLoaders, long metaspaceKb, long heapKb, long residentKb, long openFiles) {

  private static final Pattern METASPACE = Pattern.compile("Metaspace\\s+used (\\d+)K");

  /** Of the whole heap, or of each generation, as the collector has it. */
  private static final Pattern HEAP =
      Pattern.compile("(?:heap|generation)\\s+total \\d+K, used (\\d+)K");

  /**
   * @param pid of a JVM of this user
   */
  static ProcessFigures of(long pid) throws Exception {
    // A histogram is of what is alive, so all garbage is collected before, classes too.
    long loaders =
        jcmd(pid, "GC.class_histogram")
            .lines()
            .filter(line -> line.contains(" org.apache.flink.util.ChildFirstClassLoader"))
            .mapToLong(line -> Long.parseLong(line.strip().split("\\s+")[1]))
            .sum();
    String heap = jcmd(pid, "GC.heap_info");
    Matcher metaspace = METASPACE.matcher(heap);
    if (!metaspace.find()) {
      throw new IllegalStateException("No metaspace in: " + heap);
    }
    return new ProcessFigures(
        status(pid, "Threads"),
        loaders,
        Long.parseLong(metaspace.group(1)),
        HEAP.matcher(heap).results().mapToLong(used -> Long.parseLong(used.group(1))).sum(),
        residentKb(pid),
        openFiles(pid));
  }

  /** What a process has in memory, garbage too. */
  static long residentKb(long pid) throws IOException {
    return status(pid, "VmRSS");
  }

  private static long openFiles(long pid) throws IOException {
    try (Stream<Path> files = Files.list(Path.of("/proc/" + pid + "/fd"))) {
      return files.count();
    }
  }

  private static long status(long pid, String name) throws IOException {
    try (Stream<String> lines = Files.lines(Path.of("/proc/" + pid + "/status"))) {
      return lines
          .filter(line -> line.startsWith(name + ":"))
          .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
          .findFirst()
          .orElseThrow();
    }
  }

  private static String jcmd(long pid, String command) throws Exception {
    Process jcmd =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "jcmd").toString(),
                String.valueOf(pid),
                command)
            .redirectErrorStream(true)
            .start();
    String printed = new String(jcmd.getInputStream().readAllBytes());
    if (jcmd.waitFor() != 0) {
      throw new IllegalStateException(printed);
    }
    return printed;
  }
}
