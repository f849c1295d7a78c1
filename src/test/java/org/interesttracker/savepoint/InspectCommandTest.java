package org.interesttracker.savepoint;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.interesttracker.cli.UsageException;
import org.interesttracker.privacy.KeyException;
import org.interesttracker.privacy.TestKeys;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/**
 * What cannot be answered is said in one sentence, of a savepoint of one operator without state.
 */
class InspectCommandTest {

  @TempDir private Path folder;

  @BeforeEach
  void write() throws Exception {
    OneOperator.write(OneOperator.trackInterest(1), folder);
  }

  @Test
  void anUnknownUser() {
    assertRefused("Nothing is kept of a user 'ann'", "user", "ann");
  }

  @Test
  void anUnknownUserByTheKeysThatWereGiven() throws Exception {
    Path keys = Files.writeString(folder.resolve("keys"), TestKeys.text("a"));

    assertRefused(
        "Nothing is kept of a user 'ann' by the pseudonyms that the keys of --keys make of it",
        "user",
        "ann",
        "--keys=file:" + keys);
  }

  @Test
  void keysThatAreNotThere() {
    assertRefused(
        "There is no key file file:", "user", "ann", "--keys=file:" + folder.resolve("nowhere"));
  }

  @Test
  void aPageCannotBeRows() {
    for (String option : List.of("--limit=3", "--sort=time", "--where=true", "--format=csv")) {
      assertRefused(
          "The view user is a page of several answers, to be read: ", "user", "ann", option);
    }
    assertRefused("The view diff is a page of several answers", "diff", "there", "--out=diff.csv");
  }

  @Test
  void anUnknownView() {
    assertRefused("There is no view 'topics'; there are overview, user ID, ", "topics");
  }

  @Test
  void whatWouldBePassedOver() {
    assertRefused("The view users is about all of them; leave out ann", "users", "ann");
    assertRefused("The view overview is about all of them", "overview", "ann");
    assertRefused(
        "--sql is a question of its own; leave out the view users", "users", "--sql=SELECT 1");
    assertRefused("--report writes a page, FILE.html, not r.txt", "--report=r.txt");
  }

  @Test
  void whatAViewIsAbout() {
    assertRefused("The view similar needs ITEM", "similar");
    assertRefused("The view user needs ID", "user");
  }

  @Test
  void anotherSavepointThatIsNotThere() {
    assertRefused("There is nothing at file:%s/later".formatted(folder), "diff", folder + "/later");
  }

  @Test
  void aFileOfAnUnknownForm() {
    assertRefused(
        "users.xlsx does not end in .csv, .jsonl or .parquet; --format says what it is to be",
        "users",
        "--out=users.xlsx");
  }

  private void assertRefused(String sentence, String... arguments) {
    List<String> all = new ArrayList<>(List.of(folder.toString()));
    all.addAll(List.of(arguments));
    InspectCommand command = new InspectCommand();
    new CommandLine(command).parseArgs(all.toArray(String[]::new));

    assertThatThrownBy(command::call)
        .isInstanceOfAny(UsageException.class, KeyException.class)
        .hasMessageStartingWith(sentence)
        .hasMessageNotContaining("\n");
  }
}
