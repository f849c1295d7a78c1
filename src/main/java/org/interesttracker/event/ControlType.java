package org.interesttracker.event;

/** The orders a running job obeys. The wire name is the lower-case name. */
public enum ControlType {
  /** From now on the user's events may be used for all purposes. */
  CONSENT_GIVEN,
  /** From now on the user's events are used for nothing; what is known stays until it is erased. */
  CONSENT_WITHDRAWN,
  /** Everything known of the user is removed. */
  ERASE_USER,
  /** One topic is removed from the user's profile, with the recent items that carried it. */
  FORGET_TOPIC,
  /** Another model takes over. */
  ACTIVATE_MODEL,
  /** An item is in no list of the user's any more. */
  BLOCK_ITEM,
  /** The item may be listed again. */
  UNBLOCK_ITEM,
  /** No item of a category is in a list of the user's any more. */
  BLOCK_CATEGORY,
  /** Items of the category may be listed again. */
  UNBLOCK_CATEGORY,
  /** Items like one, or of a topic, come later in the user's lists; takes a step more back. */
  LESS_OF,
  /** Items like one, or of a topic, come earlier in the user's lists; takes a step less back. */
  MORE_OF,
  /** Tells the user what is known of the user's interests. */
  SHOW_INTERESTS,
  /** From now on the user's events may be used for some purposes, and no longer for others. */
  CONSENT;

  /** Whether it says what the user's events may be used for. */
  public boolean isAboutConsent() {
    return this == CONSENT || this == CONSENT_GIVEN || this == CONSENT_WITHDRAWN;
  }
}
