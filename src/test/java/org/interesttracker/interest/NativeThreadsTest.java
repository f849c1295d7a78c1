package org.interesttracker.interest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.util.List;
import java.util.Map;
import org.interesttracker.job.JvmProcess;
import org.interesttracker.model.ModelFiles;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.factory.Nd4j;

class NativeThreadsTest {

  private static final String VARIABLE = "OMP_NUM_THREADS";

  @Test
  void oneThreadTakesAStep() {
    assumeThat(System.getenv()).doesNotContainKey(VARIABLE);

    assertThat(threads()).isEqualTo("operations 1, products 1");
  }

  @Test
  void whatTheEnvironmentSaysGoesBeforeIt() throws Exception {
    String printed =
        JvmProcess.run(
            new JvmProcess.Program(
                "threads",
                List.of("-cp", System.getProperty("java.class.path"), Main.class.getName()),
                List.of(),
                Map.of(VARIABLE, "2")));

    assertThat(printed).contains("operations 2, products 2");
  }

  /** What ND4J may take once there is a model. */
  private static String threads() {
    new Lstm(ModelFiles.readBundled()).close();
    return "operations %d, products %d"
        .formatted(Nd4j.getEnvironment().maxMasterThreads(), Nd4j.factory().blas().getMaxThreads());
  }

  /** The same in a process of its own. */
  static final class Main {

    private Main() {}

    public static void main(String[] args) {
      System.out.println(threads());
    }
  }
}
