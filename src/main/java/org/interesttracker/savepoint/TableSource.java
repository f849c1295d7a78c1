package org.interesttracker.savepoint;

import java.util.Set;

/** Fills tables from one part of a snapshot. */
interface TableSource {

  /** The names of the tables that it fills, all in one pass. */
  Set<String> tables();

  /**
   * @param user to read alone; null for all
   */
  void fill(Database database, String user) throws Exception;
}
