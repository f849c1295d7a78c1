package org.interesttracker.bench;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** How a part is run in a process of its own. */
final class BenchProcess {

  /** What Flink and JavaCPP reflect into, as the manifest of the jar has it. */
  private static final List<String> OPENED =
      List.of("java.util", "java.lang", "java.net", "java.time", "java.util.concurrent");

  private BenchProcess() {}

  /**
   * The command that runs a class as this process would.
   *
   * @param main has a main method
   * @param flags of the virtual machine
   */
  static List<String> command(Class<?> main, String... flags) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    for (String opened : OPENED) {
      command.add("--add-opens=java.base/" + opened + "=ALL-UNNAMED");
    }
    command.addAll(List.of(flags));
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), main.getName()));
    return command;
  }
}
