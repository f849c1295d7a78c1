package org.interesttracker;

import java.nio.file.Path;

/**
 * Public data sets that are measured on but not shipped: under the directory that the system
 * property {@code interesttracker.data} names, else in ../shared/data beside the checkout.
 */
public final class SharedData {

  private SharedData() {}

  /** A data set's directory; it may not exist. */
  public static Path directory(String name) {
    String root = System.getProperty("interesttracker.data");
    return (root == null ? Path.of("..", "shared", "data") : Path.of(root)).resolve(name);
  }
}
