package org.interesttracker.privacy;

import java.security.SecureRandom;

/** A source of independent fair bits. Not thread-safe. */
public interface RandomBits {

  /** The next 32 bits. */
  int next();

  /** Bits from the system's cryptographic generator. */
  static RandomBits secure() {
    return new SecureRandom()::nextInt;
  }
}
