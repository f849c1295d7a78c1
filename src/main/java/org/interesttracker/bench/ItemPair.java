package org.interesttracker.bench;

/** Two items that a user met one soon after the other, as one of them has it. */
public record ItemPair(String itemId, String other) {}
