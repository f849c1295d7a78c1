package org.interesttracker.job;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A Java program in a process of its own, ended by the test. */
public final class JvmProcess implements AutoCloseable {

  /** A flag that saves the time of compilation which only long-lived processes get back. */
  static final String SHORT_LIVED = "-XX:TieredStopAtLevel=1";

  private static final long SECONDS_TO_END = 20;

  private final String name;
  private final Process process;
  private final Path log;

  private JvmProcess(String name, Process process, Path log) {
    this.name = name;
    this.process = process;
    this.log = log;
  }

  /**
   * What to start.
   *
   * @param name of the log file
   * @param launch what java is told before the program's own arguments
   */
  public record Program(
      String name, List<String> launch, List<String> arguments, Map<String, String> variables) {

    Program(
        String name,
        String classPath,
        List<String> flags,
        String main,
        List<String> arguments,
        Map<String, String> variables) {
      this(
          name,
          Stream.concat(flags.stream(), Stream.of("-cp", classPath, main)).toList(),
          arguments,
          variables);
    }

    public Program(String name, List<String> flags, String main, String... arguments) {
      this(name, testClassPath(), flags, main, List.of(arguments), Map.of());
    }

    /** As a user starts a jar. */
    public static Program ofJar(String name, Path jar, String... arguments) {
      return new Program(name, List.of("-jar", jar.toString()), List.of(arguments), Map.of());
    }
  }

  static String testClassPath() {
    return System.getProperty("java.class.path");
  }

  public static JvmProcess start(Program program) throws IOException {
    Path logs = Files.createDirectories(Path.of("target", "processes"));
    Path log = Files.createTempFile(logs, program.name() + "-", ".log");
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(program.launch());
    command.addAll(program.arguments());
    ProcessBuilder builder =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile());
    builder.environment().putAll(program.variables());
    return new JvmProcess(program.name(), builder.start(), log);
  }

  /** Runs a program to its end; returns what it printed. */
  public static String run(Program program) throws Exception {
    try (JvmProcess running = start(program)) {
      Await.until(program.name() + " ends", () -> !running.process.isAlive());
      if (running.process.exitValue() != 0) {
        throw new IllegalStateException(running.report());
      }
      return Files.readString(running.log);
    }
  }

  /** Fails with the log once the process has ended, so that nobody waits for a dead one. */
  public void requireAlive() throws IOException {
    if (!process.isAlive()) {
      throw new IllegalStateException(report());
    }
  }

  private String report() throws IOException {
    return name + " ended with " + process.exitValue() + ":\n" + Files.readString(log);
  }

  long pid() {
    return process.pid();
  }

  /** Ends it as a power cut would. */
  public void kill() {
    process.destroyForcibly().onExit().join();
  }

  /** What is done while a process stands still. */
  @FunctionalInterface
  interface Meanwhile {
    void run() throws Exception;
  }

  /** Stops it from running, with all its sockets open, for as long as something is done. */
  void freeze(Meanwhile meanwhile) throws Exception {
    signal("STOP");
    try {
      meanwhile.run();
    } finally {
      signal("CONT");
    }
  }

  private void signal(String signal) throws Exception {
    int code =
        new ProcessBuilder("kill", "-" + signal, Long.toString(process.pid())).start().waitFor();
    if (code != 0) {
      throw new IllegalStateException(name + " could not be sent the signal " + signal);
    }
  }

  @Override
  public void close() {
    process.destroy();
    process
        .onExit()
        .orTimeout(SECONDS_TO_END, TimeUnit.SECONDS)
        .exceptionally(late -> process.destroyForcibly().onExit().join())
        .join();
  }
}
