package org.interesttracker.training;

import java.io.Serializable;

/**
 * Whether and how a running job teaches its model.
 *
 * @param publishPath where versions go; empty to learn nothing
 * @param publishEvery events after which what was learned is published, if it is not worse
 * @param heldBack how many of the latest events are kept from learning, to tell
 * @param learning how it learns
 */
public record TeachSettings(
    String publishPath, int publishEvery, int heldBack, LiveSettings learning)
    implements Serializable {

  public boolean isOn() {
    return !publishPath.isEmpty();
  }
}
