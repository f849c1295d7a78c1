package org.interesttracker.interest;

import java.nio.FloatBuffer;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * A matrix in native memory, column-major as DL4J's LSTM works, filled from row-major floats.
 *
 * @param array [rows, columns] or [rows, columns, 1]
 * @param scratch one value for each of the array's
 */
record NativeMatrix(INDArray array, float[] scratch) implements AutoCloseable {

  static NativeMatrix create(long... shape) {
    INDArray array = Nd4j.create(DataType.FLOAT, shape, 'f');
    return new NativeMatrix(array, new float[(int) array.length()]);
  }

  /** Copies row-major values in. */
  void write(float[] values) {
    int rows = (int) array.size(0);
    int columns = (int) array.size(1);
    for (int column = 0; column < columns; column++) {
      for (int row = 0; row < rows; row++) {
        scratch[column * rows + row] = values[row * columns + column];
      }
    }
    array.data().asNioFloat().put(scratch);
  }

  /** Copies an array of any order out, row-major. */
  static void read(INDArray source, int rows, int columns, float[] target) {
    FloatBuffer values = source.data().asNioFloat();
    int offset = (int) source.offset();
    int rowStride = source.stride(0);
    int columnStride = source.stride(1);
    for (int column = 0; column < columns; column++) {
      for (int row = 0; row < rows; row++) {
        target[row * columns + column] =
            values.get(offset + row * rowStride + column * columnStride);
      }
    }
  }

  @Override
  public void close() {
    array.close();
  }
}
