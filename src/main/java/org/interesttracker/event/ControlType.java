package org.interesttracker.event;

/** The orders a running job obeys. The wire name is the lower-case name. */
public enum ControlType {
  /** From now on the user's events count again. */
  CONSENT_GIVEN,
  /** From now on the user's events are ignored; what is known stays until it is erased. */
  CONSENT_WITHDRAWN,
  /** Everything known of the user is removed. */
  ERASE_USER,
  /** One topic is removed from the user's profile, with the recent items that carried it. */
  FORGET_TOPIC,
  /** Another model takes over. */
  ACTIVATE_MODEL
}
