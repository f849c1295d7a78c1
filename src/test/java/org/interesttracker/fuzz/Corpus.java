package org.interesttracker.fuzz;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;

/** The cases that are kept: one a line, in Base64, a file for each target. */
final class Corpus {

  private Corpus() {}

  static List<byte[]> of(String target) throws IOException {
    try (InputStream in = Corpus.class.getResourceAsStream("/fuzz/" + target + ".b64")) {
      if (in == null) {
        throw new IOException("There is no corpus for " + target);
      }
      return new String(in.readAllBytes(), StandardCharsets.US_ASCII)
          .lines()
          .map(Base64.getDecoder()::decode)
          .toList();
    }
  }
}
