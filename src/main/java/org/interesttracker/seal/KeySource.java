package org.interesttracker.seal;

import java.io.Serializable;
import java.util.List;

/**
 * Where master keys come from. It travels with the job, the keys never do. Sources that are equal
 * give the same keys.
 */
@FunctionalInterface
public interface KeySource extends Serializable {

  /**
   * The keys, read anew: the current one, then the one before it if that is still to be of use.
   *
   * @throws RuntimeException with a sentence that names the place, not what is there
   */
  List<byte[]> read();
}
