package org.interesttracker.fuzz;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A file for readers that want one; it is written anew with each case. */
public final class ScratchFile {

  private final Path path;

  /**
   * @param name of the file, in a folder of its own
   */
  public ScratchFile(String name) {
    try {
      Path folder = Files.createTempDirectory("fuzz");
      path = folder.resolve(name);
      path.toFile().deleteOnExit();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The file with these bytes. */
  public Path with(byte[] bytes) throws IOException {
    return Files.write(path, bytes);
  }

  public Path folder() {
    return path.getParent();
  }
}
