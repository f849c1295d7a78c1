package org.interesttracker.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.interesttracker.dataset.JsonLines.texts;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class ImportTableCommandTest {

  @TempDir Path directory;

  @Test
  void readsColumnsByNameWithQuotesAndLineBreaks() throws IOException {
    Path file =
        write(
            "who,what,note,at,title,cats\n"
                + "u1,i1,\"fine, \"\"really\"\"\",1000000200,Red Lamp,home|light\n"
                + "u2,i2,\"two\nlines\",1000000100,Blue Lamp,home\n"
                + "u3,i1,,1000000300,,\n");
    String options =
        "csv %s --user who --item what --text note --time at --title title --category cats";
    assertThat(run(options + " --default-type comment --default-language en", file)).isZero();
    List<JsonNode> events = events();
    assertThat(texts(events, "user_id")).containsExactly("u2", "u1", "u3");
    assertThat(texts(events, "text")).containsExactly("two\nlines", "fine, \"really\"", null);
    assertThat(texts(events, "language")).containsExactly("en", "en", null);
    assertThat(texts(events, "event_id")).first().isEqualTo("u2:i2:1000000100000:3");
    assertThat(texts(catalog(), "title")).containsExactly("Red Lamp", "Blue Lamp");
    assertThat(catalog().get(0).get("categories")).hasToString("[\"home\",\"light\"]");
  }

  @Test
  void readsColumnsByNumberWithoutHeader() throws IOException {
    Path file = write("u1\ti\"1\"\t2014-04-07T10:51:09.277Z\tview\t30\n");
    String options =
        "csv %s --no-header --delimiter tab --no-quotes --user 1 --item 2 --time 3 --type 4"
            + " --value 5";
    assertThat(run(options, file)).isZero();
    assertThat(events().get(0))
        .hasToString(
            "{\"event_id\":\"u1:i\\\"1\\\":1396867869277:1\",\"user_id\":\"u1\","
                + "\"item_id\":\"i\\\"1\\\"\",\"type\":\"view\",\"value\":30,"
                + "\"time\":\"2014-04-07T10:51:09.277Z\"}");
  }

  @Test
  void columnsOfAFileWithHeaderMayBeNumbersToo() throws IOException {
    Path file = write("a;b;c\nu1;i1;1000000100\n");
    assertThat(run("csv %s --delimiter ; --user 1 --item b --time 3", file)).isZero();
    assertThat(texts(events(), "item_id")).containsExactly("i1");
  }

  @Test
  void listsBadRowsByLineAndGoesOn() throws IOException {
    Path file =
        write(
            "user,item,time,type,value\n"
                + "u1,i1,1000000100,click,\n"
                + ",i1,1000000100,click,\n"
                + "u1,,1000000100,click,\n"
                + "u1,i1,someday,click,\n"
                + "u1,i1,1000000100,glance,\n"
                + "u1,i1,1000000100,view,NaN\n"
                + "u1\n"
                + "\n"
                + "u1,,1000000200,search,\n"
                + "u1,i2,1000000300,PV,2\n");
    String options = "csv %s --user user --item item --time time --type type --value value";
    assertThat(run(options + " --map-type pv=view", file)).isZero();
    assertThat(texts(events(), "type")).containsExactly("click", "search", "view");
    List<JsonNode> rejected = JsonLines.read(directory.resolve("out/rejected.jsonl"));
    assertThat(texts(rejected, "line")).containsExactly("3", "4", "5", "6", "7", "8");
    assertThat(texts(rejected, "reason")).noneMatch(r -> r.contains("someday"));
  }

  @Test
  void rowsCannotTellOfListsThatWereShown() throws Exception {
    Path file = write("u1,i1,1000000100\n");
    String options = "csv %s --no-header --user 1 --item 2 --time 3";
    assertThat(run(options + " --default-type shown", file)).isEqualTo(2);
    assertThat(run(options + " --map-type seen=shown", file)).isEqualTo(2);
  }

  @Test
  void anUnclosedQuoteEndsTheFileButNotTheImport() throws IOException {
    Path file = write("u1,i1,1000000100\nu1,\"i2,1000000200\nu1,i3,1000000300\n");
    assertThat(run("csv %s --no-header --user 1 --item 2 --time 3", file)).isZero();
    assertThat(texts(events(), "item_id")).containsExactly("i1");
    assertThat(texts(JsonLines.read(directory.resolve("out/rejected.jsonl")), "line"))
        .containsExactly("2");
  }

  @Test
  void readsGzipAndAByteOrderMark() throws IOException {
    Path file = directory.resolve("data.csv");
    try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(file))) {
      out.write("\uFEFFuser,item,time\nu1,狐狸,1000000100\n".getBytes(StandardCharsets.UTF_8));
    }
    assertThat(run("csv %s --user user --item item --time time", file)).isZero();
    assertThat(texts(events(), "item_id")).containsExactly("狐狸");
  }

  @Test
  void aPatternTakesSeveralItemsOfOneColumn() throws IOException {
    Path file = write("1\tU9\t11/15/2019 8:55:22 AM\tN3\tN25-0 N64-1 N1-1\n2\tU9\t\t\tN5-0\n");
    List<String> arguments = new ArrayList<>(List.of("csv", file.toString()));
    arguments.addAll(List.of("--no-header --delimiter tab --user 2 --time 3".split(" ")));
    arguments.addAll(List.of("--time-format", "M/d/yyyy h:mm:ss a", "--session", "1"));
    arguments.addAll(List.of("--item", "5", "--item-pattern", "(\\S+)-1(?:\\s|$)"));
    assertThat(execute(arguments)).isZero();
    assertThat(texts(events(), "item_id")).containsExactly("N64", "N1");
    assertThat(texts(events(), "time")).containsOnly("2019-11-15T08:55:22Z");
    assertThat(texts(events(), "event_id")).doesNotHaveDuplicates();
  }

  @Test
  void nothingUsableIsAFailure() throws IOException {
    Path file = write("user,item,time\nu1,i1,never\n");
    assertThat(run("csv %s --user user --item item --time time", file)).isEqualTo(1);
    assertThat(JsonLines.read(directory.resolve("out/rejected.jsonl"))).hasSize(1);
  }

  @Test
  void aMissingFileOrColumnFailsAndAMissingOptionIsWrongUsage() throws IOException {
    Path file = write("user,item,time\nu1,i1,1000000100\n");
    assertThat(run("csv %s --user nobody --item item --time time", file)).isEqualTo(1);
    assertThat(run("csv %s --user user --item item --time time", directory.resolve("no.csv")))
        .isEqualTo(1);
    assertThat(run("csv %s --user user --item item", file)).isEqualTo(2);
    assertThat(run("csv %s --user user --item item --time time --time-format {", file))
        .isEqualTo(2);
    assertThat(execute(List.of())).isEqualTo(2);
  }

  @Test
  void readsNestedJsonFieldsAndArrays() throws IOException {
    Path file =
        write(
            "{\"u\":{\"id\":7},\"asin\":\"B1\",\"ts\":1396867869277,\"tags\":[\"a\",\"b|c\"]}\n"
                + "[1]\nnot json\n{\"u\":{\"id\":8},\"asin\":\"B2\"}\n");
    assertThat(run("jsonl %s --user u.id --item asin --time ts --category tags", file)).isZero();
    assertThat(texts(events(), "user_id")).containsExactly("7");
    assertThat(catalog().get(0).get("categories")).hasToString("[\"a\",\"b\",\"c\"]");
    assertThat(texts(JsonLines.read(directory.resolve("out/rejected.jsonl")), "line"))
        .containsExactly("2", "3", "4");
  }

  @Test
  void joinsOwnFilesByTimeWithoutChangingThem() throws IOException {
    Path sample = Path.of("datasets/sample/events.jsonl");
    List<String> lines = Files.readAllLines(sample).subList(0, 500);
    List<String> odd = new ArrayList<>();
    List<String> even = new ArrayList<>();
    lines.forEach(line -> (odd.size() > even.size() ? even : odd).add(line));
    Path first = Files.write(directory.resolve("odd.jsonl"), odd);
    Path second = Files.write(directory.resolve("even.jsonl"), even);
    assertThat(run("jsonl %s " + second, first)).isZero();
    assertThat(Files.readAllLines(directory.resolve("out/events.jsonl")))
        .containsExactlyInAnyOrderElementsOf(lines);
    assertThat(events())
        .isSortedAccordingTo((a, b) -> JsonLines.time(a).compareTo(JsonLines.time(b)));
  }

  @Test
  void ownCatalogComesThroughUnchangedAndLeavesEventsAlone() throws IOException {
    Path out = Files.createDirectory(directory.resolve("out"));
    Files.writeString(out.resolve("events.jsonl"), "kept\n");
    Path file =
        write(
            "{\"item_id\":\"i1\",\"title\":\"t\",\"categories\":[\"a|b\"],\"vector\":[0.5,-1.0],"
                + "\"language\":\"en\",\"time\":\"2025-01-01T00:00:00Z\"}\n");
    assertThat(run("jsonl %s --records catalog", file)).isZero();
    assertThat(out.resolve("catalog.jsonl")).hasSameTextualContentAs(file);
    assertThat(out.resolve("events.jsonl")).hasContent("kept\n");
  }

  private Path write(String content) throws IOException {
    return Files.writeString(directory.resolve("input"), content);
  }

  private int run(String arguments, Path file) {
    return execute(List.of(arguments.formatted(file).split(" ")));
  }

  private int execute(List<String> arguments) {
    List<String> all = new ArrayList<>(arguments);
    if (!all.isEmpty()) {
      all.addAll(List.of("--out", directory.resolve("out").toString()));
    }
    return new CommandLine(new ImportCommand())
        .setCaseInsensitiveEnumValuesAllowed(true)
        .execute(all.toArray(String[]::new));
  }

  private List<JsonNode> events() throws IOException {
    return JsonLines.read(directory.resolve("out/events.jsonl"));
  }

  private List<JsonNode> catalog() throws IOException {
    return JsonLines.read(directory.resolve("out/catalog.jsonl"));
  }
}
