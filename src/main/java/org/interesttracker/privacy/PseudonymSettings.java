package org.interesttracker.privacy;

import java.io.Serializable;
import java.time.Duration;

/**
 * Whether users get pseudonyms, and how long one is remembered as known.
 *
 * @param keys where the keys are; null where ids are pseudonyms already and stay as they are
 * @param timeToLive for how long a user who is silent is known
 */
public record PseudonymSettings(KeyLocation keys, Duration timeToLive) implements Serializable {

  /** Whether ids are replaced. */
  public boolean isOn() {
    return keys != null;
  }
}
