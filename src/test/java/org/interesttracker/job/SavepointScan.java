package org.interesttracker.job;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.apache.flink.types.StringValue;

/** All bytes of a savepoint, in whatever form it is, to be searched. */
final class SavepointScan {

  /** So many numbers in a row, 32 bytes, are of one vector only. */
  private static final int NUMBERS = 8;

  private final List<byte[]> files = new ArrayList<>();

  SavepointScan(Path savepoint) throws IOException {
    try (Stream<Path> all = Files.walk(savepoint)) {
      for (Path file : all.filter(Files::isRegularFile).toList()) {
        files.add(Files.readAllBytes(file));
      }
    }
  }

  /** How texts may stand there: in UTF-8, and as Flink writes them. */
  static List<byte[]> texts(List<String> texts) {
    List<byte[]> forms = new ArrayList<>();
    for (String text : texts) {
      forms.add(text.getBytes(StandardCharsets.UTF_8));
      forms.add(flink(text));
    }
    return forms;
  }

  private static byte[] flink(String text) {
    try {
      DataOutputSerializer out = new DataOutputSerializer(64);
      StringValue.writeString(text, out);
      return out.getCopyOfBuffer();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** How vectors may stand there, by their first numbers, in both orders of bytes. */
  static List<byte[]> vectors(List<List<Float>> vectors) {
    List<byte[]> forms = new ArrayList<>();
    for (List<Float> vector : vectors) {
      for (ByteOrder order : List.of(ByteOrder.BIG_ENDIAN, ByteOrder.LITTLE_ENDIAN)) {
        ByteBuffer bytes = ByteBuffer.allocate(NUMBERS * Float.BYTES).order(order);
        vector.subList(0, NUMBERS).forEach(bytes::putFloat);
        forms.add(bytes.array());
      }
    }
    return forms;
  }

  boolean has(byte[] wanted) {
    return files.stream().anyMatch(file -> has(file, wanted));
  }

  private static boolean has(byte[] file, byte[] wanted) {
    for (int at = 0; at + wanted.length <= file.length; at++) {
      int same = 0;
      while (same < wanted.length && file[at + same] == wanted[same]) {
        same++;
      }
      if (same == wanted.length) {
        return true;
      }
    }
    return false;
  }
}
