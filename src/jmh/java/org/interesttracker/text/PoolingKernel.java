package org.interesttracker.text;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** From the vectors of 24 tokens in memory of ONNX Runtime to the vector of the text. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class PoolingKernel {

  private static final int TOKENS = 24;
  private static final int DIMENSION = 384;

  /** How. */
  @Param public Pooling pooling;

  private FloatBuffer vectors;

  /** Fills the memory. */
  @Setup
  public void fill() {
    Random random = new Random(1);
    vectors =
        ByteBuffer.allocateDirect(TOKENS * DIMENSION * Float.BYTES)
            .order(ByteOrder.nativeOrder())
            .asFloatBuffer();
    for (int i = 0; i < vectors.capacity(); i++) {
      vectors.put(i, (float) random.nextGaussian());
    }
  }

  /** The text's direction, not yet scaled. */
  @Benchmark
  public float[] pool() {
    return pooling.pool(vectors, 0, TOKENS, DIMENSION);
  }
}
