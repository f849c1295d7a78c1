package org.interesttracker.model;

import org.nd4j.common.config.ND4JClassLoading;
import org.nd4j.linalg.factory.Nd4j;

/**
 * How many threads one operation of ND4J takes, for the whole process: one. The subtasks are the
 * parallelism; small matrices lose more by sharing out than they gain, waiting for each other on a
 * busy machine costs many times the work, and one thread repeats exactly.
 */
public final class NativeThreads {

  private static final String VARIABLE = "OMP_NUM_THREADS";

  private NativeThreads() {}

  /** Takes one thread, unless the environment says another number; ND4J has read that itself. */
  public static void takeOne() {
    // Otherwise it would keep the class loader of the first thread, which a job's end closes.
    ND4JClassLoading.setNd4jClassloaderFromClass(ND4JClassLoading.class);
    if (System.getenv(VARIABLE) == null) {
      Nd4j.getEnvironment().setMaxMasterThreads(1);
      Nd4j.factory().blas().setMaxThreads(1);
    }
  }
}
