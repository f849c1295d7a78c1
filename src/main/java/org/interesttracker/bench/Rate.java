package org.interesttracker.bench;

/** Something that is done over and over, and how often a second. */
@FunctionalInterface
interface Rate {
  double perSecond() throws Exception;
}
