package org.interesttracker.bench;

/** A part of what is measured. Until it is measured it holds nothing that takes time or memory. */
interface Benchmark {

  /**
   * What it is picked by: the name of its figure, or what the names of its figures begin with, up
   * to a dot.
   */
  String name();

  /** In one line, what is measured. */
  String description();

  /** Adds its figures. It takes 60 seconds at most unless an option asks for more. */
  void measure(Figures figures) throws Exception;
}
