package org.interesttracker.model;

import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;

/**
 * The bytes of weights.bin: magic, format, then the LSTM, the projections and the residuals, each
 * array as its length and big-endian floats. Lengths are checked against what is left before
 * anything is allocated.
 */
final class WeightsFormat {

  private static final int MAGIC = 0x49544d31;
  private static final int FORMAT = 1;
  private static final int MAX_SIZE = 1 << 14;

  private WeightsFormat() {}

  static void write(
      OutputStream stream,
      LstmWeights lstm,
      Map<String, Projection> projections,
      Map<String, float[]> residuals)
      throws IOException {
    DataOutputStream out = new DataOutputStream(stream);
    out.writeInt(MAGIC);
    out.writeInt(FORMAT);
    out.writeInt(lstm.inputSize());
    out.writeInt(lstm.hiddenSize());
    out.writeInt(lstm.outputSize());
    write(out, lstm.input());
    write(out, lstm.recurrent());
    write(out, lstm.bias());
    write(out, lstm.output());
    write(out, lstm.outputBias());
    out.writeInt(projections.size());
    for (Projection projection : new TreeMap<>(projections).values()) {
      out.writeUTF(projection.encoder());
      out.writeInt(projection.inputSize());
      out.writeInt(projection.outputSize());
      write(out, projection.mean());
      write(out, projection.matrix());
    }
    out.writeInt(residuals.size());
    for (Map.Entry<String, float[]> residual : new TreeMap<>(residuals).entrySet()) {
      out.writeUTF(residual.getKey());
      write(out, residual.getValue());
    }
    out.flush();
  }

  static InterestModel read(ModelCard card, byte[] bytes) throws IOException {
    DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes));
    if (in.readInt() != MAGIC) {
      throw new IOException("it does not begin like a weights file");
    }
    int format = in.readInt();
    if (format != FORMAT) {
      throw new IOException("its format is " + format + ", known is " + FORMAT);
    }
    LstmWeights lstm =
        new LstmWeights(
            size(in),
            size(in),
            size(in),
            floats(in),
            floats(in),
            floats(in),
            floats(in),
            floats(in));
    Map<String, Projection> projections = new HashMap<>();
    for (int n = count(in); n > 0; n--) {
      Projection projection =
          new Projection(in.readUTF(), size(in), size(in), floats(in), floats(in));
      check("projection", projection.outputSize(), lstm.outputSize());
      projections.put(projection.encoder(), projection);
    }
    Map<String, float[]> residuals = new HashMap<>();
    for (int n = count(in); n > 0; n--) {
      String item = in.readUTF();
      float[] residual = floats(in);
      check("residual", residual.length, lstm.outputSize());
      residuals.put(item, residual);
    }
    if (in.available() > 0) {
      throw new IOException(in.available() + " bytes follow its end");
    }
    return new InterestModel(card, lstm, projections, residuals);
  }

  private static void check(String what, int found, int expected) throws IOException {
    if (found != expected) {
      throw new IOException("a " + what + " has " + found + " dimensions, expected " + expected);
    }
  }

  private static void write(DataOutputStream out, float[] values) throws IOException {
    out.writeInt(values.length);
    ByteBuffer bytes = ByteBuffer.allocate(values.length * Float.BYTES);
    bytes.asFloatBuffer().put(values);
    out.write(bytes.array());
  }

  private static float[] floats(DataInputStream in) throws IOException {
    int length = in.readInt();
    if (length < 0 || length > in.available() / Float.BYTES) {
      throw new IOException("an array claims " + length + " values, more than the file has");
    }
    float[] values = new float[length];
    ByteBuffer.wrap(in.readNBytes(length * Float.BYTES)).asFloatBuffer().get(values);
    return values;
  }

  private static int size(DataInputStream in) throws IOException {
    int size = in.readInt();
    if (size < 1 || size > MAX_SIZE) {
      throw new IOException("a layer claims " + size + " units, allowed are 1 to " + MAX_SIZE);
    }
    return size;
  }

  private static int count(DataInputStream in) throws IOException {
    int count = in.readInt();
    if (count < 0 || count > in.available()) {
      throw new IOException("a table claims " + count + " entries, more than the file has");
    }
    return count;
  }
}
