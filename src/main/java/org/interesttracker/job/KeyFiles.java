package org.interesttracker.job;

import java.io.IOException;
import org.apache.flink.core.fs.FSDataInputStream;
import org.apache.flink.core.fs.Path;
import org.apache.flink.runtime.execution.SuppressRestartsException;
import org.interesttracker.privacy.KeyException;
import org.interesttracker.privacy.KeyFile;
import org.interesttracker.privacy.KeyLocation;

/** Reads keys from any file system that Flink knows, where the work is done. */
final class KeyFiles {

  /** Far more than two keys have. */
  private static final int MAX_BYTES = 1 << 17;

  private KeyFiles() {}

  /**
   * @throws KeyException if there are no keys
   */
  static KeyFile read(KeyLocation location) {
    return location.read(KeyFiles::bytes);
  }

  /** As {@link #read}; a job whose keys are wrong is not started again and again. */
  static KeyFile readInJob(KeyLocation location) {
    try {
      return read(location);
    } catch (KeyException e) {
      throw new SuppressRestartsException(e);
    }
  }

  private static byte[] bytes(String file) throws IOException {
    Path path = new Path(file);
    try (FSDataInputStream in = path.getFileSystem().open(path)) {
      return in.readNBytes(MAX_BYTES);
    }
  }
}
