package org.interesttracker.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.DataInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What the jars carry: native libraries of one platform, and the licences of the models. */
class JarContentsIT {

  private static final Pattern LIBRARY =
      Pattern.compile(".*\\.(so(\\.\\d+)*|dll|dylib|jnilib|a|lib)");
  private static final int ELF = 0x7f454c46;

  /** Where an ELF header says for which machine, and what it says for x86-64. */
  private static final int MACHINE_AT = 18;

  private static final int X86_64 = 62;

  static Stream<Path> jars() {
    return Stream.of(Artifacts.jobJar(), Artifacts.standAloneJar());
  }

  @ParameterizedTest
  @MethodSource("jars")
  void allNativeLibrariesAreOfLinuxOnX86(Path path) throws IOException {
    List<String> foreign = new ArrayList<>();
    int found = 0;
    try (JarFile jar = new JarFile(path.toFile())) {
      for (JarEntry entry :
          jar.stream().filter(e -> LIBRARY.matcher(e.getName()).matches()).toList()) {
        found++;
        if (!isOfLinuxOnX86(jar, entry)) {
          foreign.add(entry.getName());
        }
      }
    }
    assertThat(foreign).isEmpty();
    assertThat(found).isGreaterThan(10);
  }

  private static boolean isOfLinuxOnX86(JarFile jar, JarEntry entry) throws IOException {
    try (DataInputStream in = new DataInputStream(jar.getInputStream(entry))) {
      byte[] header = in.readNBytes(MACHINE_AT + Short.BYTES);
      ByteBuffer bytes = ByteBuffer.wrap(header);
      return header.length == MACHINE_AT + Short.BYTES
          && bytes.getInt() == ELF
          && bytes.order(ByteOrder.LITTLE_ENDIAN).getShort(MACHINE_AT) == X86_64;
    }
  }

  @ParameterizedTest
  @MethodSource("jars")
  void theLicencesOfTheModelsAreInIt(Path path) throws IOException {
    try (JarFile jar = new JarFile(path.toFile())) {
      String text =
          new String(jar.getInputStream(jar.getEntry("META-INF/MODELS-LICENSE")).readAllBytes());
      assertThat(text).contains("all-MiniLM-L6-v2", "bge-small-zh-v1.5", "MIT License");
      assertThat(jar.getEntry("META-INF/LICENSE")).isNotNull();
    }
  }

  /** So that one notices what makes them larger; docs/RELEASE.md states the sizes. */
  @Test
  void theyAreNoLargerThanStated() throws IOException {
    assertThat(Files.size(Artifacts.jobJar())).isLessThan(315_000_000L);
    assertThat(Files.size(Artifacts.standAloneJar())).isLessThan(415_000_000L);
  }
}
