package org.interesttracker.savepoint;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.configuration.Configuration;
import org.interesttracker.job.PipelineSettings;
import org.jline.reader.Candidate;
import org.jline.reader.LineReader;
import org.jline.reader.impl.DefaultParser;
import org.jline.reader.impl.LineReaderImpl;
import org.jline.terminal.Terminal;
import org.jline.terminal.TerminalBuilder;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Questions typed one after the other, to a savepoint of one operator without state. */
class SqlPromptTest {

  @TempDir private Path folder;

  @BeforeEach
  void write() throws Exception {
    OneOperator.write(OneOperator.trackInterest(3), folder);
  }

  @Test
  void answersUntilItIsToldToEnd() throws Exception {
    List<String> answers =
        typed("SELECT parallelism\nFROM operators;\nQuit\nSELECT 'not asked';\n");

    assertThat(answers).containsExactly("parallelism", "          3");
  }

  @Test
  void numbersHaveNoExponent() throws Exception {
    List<String> answers = typed("SELECT 4e-4 AS small, 12345678e0 AS large, 0.5e0 AS half;\n");

    assertThat(answers).containsExactly(" small     large  half", "0.0004  12345678   0.5");
  }

  @Test
  void aWrongQuestionDoesNotEndIt() throws Exception {
    List<String> answers = typed("FROM nowhere;\nSELECT 1 AS one;\n");

    assertThat(answers.get(0)).contains("nowhere does not exist");
    assertThat(answers).endsWith("one", "  1");
  }

  @Test
  void completesNamesAndRemembersQuestions() throws Exception {
    Path history = folder.resolve("history");
    try (Database database = Database.open();
        Terminal terminal = terminal("SELECT 42;\nquit;\n")) {
      LineReader reader = Prompts.of(terminal, history, database);
      run(database, reader, new ArrayList<>());
      reader.getHistory().save();

      List<Candidate> candidates = new ArrayList<>();
      ((LineReaderImpl) reader)
          .getCompleter()
          .complete(reader, new DefaultParser().parse("user_to", 7), candidates);
      assertThat(candidates).extracting(Candidate::value).contains("user_topics", "first_seen");
      assertThat(Files.readString(history)).contains("SELECT 42;");
    }
  }

  private List<String> typed(String lines) throws Exception {
    List<String> answers = new ArrayList<>();
    try (Database database = Database.open();
        Terminal terminal = terminal(lines)) {
      run(database, Prompts.of(terminal, folder.resolve("history"), database), answers);
    }
    return answers;
  }

  private void run(Database database, LineReader reader, List<String> answers) throws Exception {
    Inspection inspection =
        new Inspection(
            Snapshot.open(folder.toString()), database, new PipelineSettings(new Configuration()));
    new SqlPrompt(inspection, database, reader, answers::add).run();
  }

  private static Terminal terminal(String lines) throws Exception {
    return TerminalBuilder.builder()
        .streams(
            new ByteArrayInputStream(lines.getBytes(StandardCharsets.UTF_8)),
            new ByteArrayOutputStream())
        .dumb(true)
        .build();
  }
}
