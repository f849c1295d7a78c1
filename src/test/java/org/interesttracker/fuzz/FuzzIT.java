package org.interesttracker.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/**
 * Looks for cases that break a target, guided by the branches that earlier ones took: {@code mvn
 * verify -Pfuzz}. Each target is given so many cases in a process of its own, with a bound on
 * memory and on the time of a case. What a run found stays in target/fuzz.
 */
@EnabledIfSystemProperty(named = "fuzz.cases", matches = "\\d+")
class FuzzIT {

  private static final Pattern DONE = Pattern.compile("Done (\\d+) runs in (\\d+) second");
  private static final Path FOLDER = Path.of("target", "fuzz").toAbsolutePath();

  /** Targets that take a file, which is slow, or a text that is tokenized, are given fewer. */
  private static final List<String> SLOW =
      List.of("card", "csv", "options", "savepoint", "settings", "vocabulary");

  private static final int SLOWER = 10;

  @TestFactory
  Stream<DynamicTest> findsNoCaseThatBreaksATarget() throws Exception {
    int cases = Integer.getInteger("fuzz.cases");
    return Targets.all().keySet().stream()
        .map(
            name ->
                DynamicTest.dynamicTest(
                    name, () -> run(name, SLOW.contains(name) ? cases / SLOWER : cases)));
  }

  private static void run(String name, int cases) throws Exception {
    Path corpus = Files.createDirectories(FOLDER.resolve("corpus").resolve(name));
    int number = 0;
    for (byte[] kept : Corpus.of(name)) {
      Files.write(corpus.resolve("kept-" + number++), kept);
    }
    Path log = FOLDER.resolve(name + ".log");
    Process fuzzer =
        new ProcessBuilder(command(name, cases, corpus))
            .redirectErrorStream(true)
            .redirectOutput(log.toFile())
            .start();
    int exit = fuzzer.waitFor();
    String printed = Files.readString(log);
    assertThat(exit).as(end(printed)).isZero();
    Matcher done = DONE.matcher(printed);
    assertThat(done.find()).as(end(printed)).isTrue();
    assertThat(Long.parseLong(done.group(1))).isGreaterThanOrEqualTo(cases);
  }

  private static List<String> command(String name, int cases, Path corpus) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(
        List.of(
            "-Xmx1g",
            "-Djava.io.tmpdir=" + FOLDER,
            "-cp",
            System.getProperty("java.class.path"),
            "com.code_intelligence.jazzer.Jazzer",
            "--target_class=org.interesttracker.fuzz.Fuzz",
            "--target_args=" + name,
            "--instrumentation_includes=org.interesttracker.**",
            "--custom_hook_includes=org.interesttracker.**",
            "--reproducer_path=" + FOLDER,
            "-artifact_prefix=" + FOLDER + "/" + name + "-",
            "-runs=" + cases,
            "-seed=1",
            "-timeout=20",
            "-rss_limit_mb=3000",
            "-print_final_stats=1",
            corpus.toString()));
    return command;
  }

  private static String end(String printed) {
    return printed.substring(Math.max(0, printed.length() - 5_000));
  }
}
