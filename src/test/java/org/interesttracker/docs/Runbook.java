package org.interesttracker.docs;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The commands of docs/OPERATIONS.md, each by the name in the comment above it. */
public final class Runbook {

  private static final String NAME = "# ";

  private Runbook() {}

  /** All of them: each one line, in words. */
  static Map<String, List<String>> commands() {
    Map<String, List<String>> commands = new LinkedHashMap<>();
    for (String block : Page.read("OPERATIONS.md").blocks("bash")) {
      List<String> lines = block.lines().toList();
      if (lines.size() != 2 || !lines.get(0).startsWith(NAME)) {
        throw new IllegalStateException("Not a name and a command: " + block);
      }
      String name = lines.get(0).substring(NAME.length());
      if (commands.put(name, List.of(lines.get(1).split(" "))) != null) {
        throw new IllegalStateException("There are two commands " + name);
      }
    }
    return commands;
  }

  /**
   * What is given to the program flink.
   *
   * @param variables what stands for the words that begin with $, by name
   */
  public static List<String> flink(String name, Map<String, String> variables) {
    List<String> words = commands().get(name);
    if (words == null || !words.get(0).equals("flink")) {
      throw new IllegalArgumentException("The page has no command of flink named " + name);
    }
    List<String> arguments = new ArrayList<>();
    for (String word : words.subList(1, words.size())) {
      arguments.add(word.startsWith("$") ? variables.get(word.substring(1)) : word);
    }
    return arguments;
  }
}
