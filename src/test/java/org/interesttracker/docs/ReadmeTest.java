package org.interesttracker.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The two READMEs say the same, as far as a test can tell. */
class ReadmeTest {

  private static final Path README = Path.of("README.md");
  private static final Path CHINESE = Path.of("README.zh.md");
  private static final Pattern LINK = Pattern.compile("\\]\\(([^)#]+)(?:#[^)]*)?\\)");

  @Test
  void bothHaveTheSameCommands() {
    assertThat(Page.at(CHINESE).blocks("bash"))
        .isEqualTo(Page.at(README).blocks("bash"))
        .isNotEmpty();
  }

  @Test
  void bothHaveTheSameSections() {
    assertThat(sections(CHINESE)).isEqualTo(sections(README)).isPositive();
  }

  @Test
  void whatTheyLinkToIsThere() {
    TreeSet<String> links = new TreeSet<>(links(README));
    links.addAll(links(CHINESE));
    assertThat(links).isNotEmpty().allSatisfy(link -> assertThat(Path.of(link)).exists());
  }

  private static long sections(Path page) {
    return Page.at(page).text().lines().filter(line -> line.startsWith("## ")).count();
  }

  private static List<String> links(Path page) {
    return LINK.matcher(Page.at(page).text())
        .results()
        .map(link -> link.group(1))
        .filter(link -> !link.contains("://"))
        .toList();
  }
}
