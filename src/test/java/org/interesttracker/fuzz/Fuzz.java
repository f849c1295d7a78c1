package org.interesttracker.fuzz;

/** Where Jazzer comes in; the target is named by its argument. */
public final class Fuzz {

  private static Target target;

  private Fuzz() {}

  /** Called once, before all cases. */
  public static void fuzzerInitialize(String[] arguments) throws Exception {
    target = Targets.all().get(arguments[0]);
  }

  /** Called with each case. */
  public static void fuzzerTestOneInput(byte[] bytes) {
    target.takes(bytes);
  }
}
