package org.interesttracker.savepoint;

import java.util.Set;

/** Fills tables from one part of a snapshot. */
interface TableSource {

  /** The names of the tables that it can fill in one pass. */
  Set<String> tables();

  /**
   * @param wanted those of its tables that are to be filled
   * @param user to read alone; null for all
   */
  void fill(Database database, Set<String> wanted, String user) throws Exception;
}
