package org.interesttracker.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.interesttracker.cli.UsageException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InputFileTest {

  @TempDir private Path folder;

  @Test
  void linesComeByteForByteWithoutMarkAndBlankOnes() throws IOException {
    byte[] broken = {'a', (byte) 0xC3, (byte) 0x28};
    byte[] text = "é地".getBytes(StandardCharsets.UTF_8);
    ByteArrayOutputStream file = new ByteArrayOutputStream();
    file.write(new byte[] {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF});
    file.write(text);
    file.write("\r\n  \n".getBytes(StandardCharsets.UTF_8));
    file.write(broken);

    List<byte[]> lines = new ArrayList<>();
    long[] read = {0};
    InputFile.forEachLine(
        Files.write(folder.resolve("lines"), file.toByteArray()),
        bytes -> read[0] += bytes,
        lines::add);

    assertThat(lines).containsExactly(text, broken);
    assertThat(read[0]).isEqualTo(file.size());
  }

  @Test
  void aFileThatIsNotThereIsNamed() {
    Path file = folder.resolve("none");
    assertThatThrownBy(() -> InputFile.forEachLine(file, bytes -> {}, line -> {}))
        .isInstanceOf(UsageException.class)
        .hasMessage("There is no file " + file);
  }
}
