package org.interesttracker.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OutputFolderTest {

  @TempDir private Path folder;

  @Test
  void theTenthFileOfAWriterComesBehindItsSecond() throws Exception {
    Path output = Files.createDirectory(folder.resolve("interests"));
    List<String> names =
        List.of("part-a-1-0.jsonl", "part-a-1-2.jsonl", "part-a-1-10.jsonl", "part-b-0.jsonl");
    for (String name : names) {
      Files.createFile(output.resolve(name));
    }
    Files.createFile(output.resolve(".part-a-1-11.jsonl.inprogress"));

    assertThat(OutputFolder.parts(folder, "interests"))
        .extracting(part -> part.getFileName().toString())
        .isEqualTo(names);
  }

  @Test
  void anOutputWithoutRecordsHasNoFiles() {
    assertThat(OutputFolder.parts(folder, "receipts")).isEmpty();
  }
}
