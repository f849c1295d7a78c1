package org.interesttracker.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.ObjectOutputStream;
import java.io.Serializable;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.interesttracker.event.Json;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ModelFilesTest {

  private static final int F = 5;
  private static final int H = 3;
  private static final int D = 2;

  @TempDir private Path directory;
  private final Random random = new Random(3);
  private InterestModel written;

  @BeforeEach
  void write() throws IOException {
    written = write(directory, Map.of("b", values(D), "a", values(D), "电影-1", values(D)));
  }

  @Test
  void whatIsWrittenIsRead() {
    InterestModel read = ModelFiles.read(directory);

    assertThat(read).usingRecursiveComparison().isEqualTo(written);
    assertThat(read.dimension()).isEqualTo(D);
    assertThat(read.projections()).containsOnlyKeys("encoder/one", "two");
  }

  @Test
  void furtherNetworksAreRead() throws IOException {
    for (ItemNetworks networks :
        List.of(
            new ItemNetworks(rnn(), cnn()),
            new ItemNetworks(rnn(), null),
            new ItemNetworks(null, cnn()))) {
      InterestModel model = write(directory, Map.of(), networks);

      assertThat(ModelFiles.read(directory)).usingRecursiveComparison().isEqualTo(model);
    }
  }

  @Test
  void theSameWeightsGiveTheSameBytes() throws IOException {
    LstmWeights lstm = lstm();
    ItemNetworks networks = new ItemNetworks(rnn(), cnn());

    byte[] with = bytes(lstm, networks);
    assertThat(bytes(lstm, networks)).isEqualTo(with);
    byte[] without = bytes(lstm, ItemNetworks.NONE);
    assertThat(without).as("others come before").isEqualTo(Arrays.copyOf(with, without.length));
  }

  private static byte[] bytes(LstmWeights lstm, ItemNetworks networks) throws IOException {
    return new Weights(lstm, Map.of(), Map.of(), ItemBiases.NONE, new ItemLinks(), networks)
        .toBytes();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "rnn/input | array rnn/input has shape [1, 1], expected [3, 3]",
        "rnn/recurrent | array rnn/recurrent has shape [1, 1], expected [3, 3]",
        "rnn/bias | array rnn/bias has shape [1, 1], expected 1 sizes",
        "rnn/output | array rnn/output has shape [1, 1], expected [3, 2]",
        "rnn/output_bias | array rnn/output_bias has shape [1, 1], expected [2]",
        "cnn/first | array cnn/first has shape [1, 1], expected [3, 3, 3]",
        "cnn/first_bias | array cnn/first_bias has shape [1, 1], expected 1 sizes",
        "cnn/second | array cnn/second has shape [1, 1], expected [3, 3, 3]",
        "cnn/second_bias | array cnn/second_bias has shape [1, 1], expected [3]",
        "cnn/output | array cnn/output has shape [1, 1], expected [3, 2]",
        "cnn/output_bias | array cnn/output_bias has shape [1, 1], expected [2]",
      })
  void networksThatDoNotFitAreRefused(String section, String message) throws Exception {
    forge(weightsWith(section, 1, 1));

    assertRefused(message);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "rnn/input",
        "rnn/recurrent",
        "rnn/bias",
        "rnn/output",
        "rnn/output_bias",
        "cnn/first",
        "cnn/first_bias",
        "cnn/second",
        "cnn/second_bias",
        "cnn/output",
        "cnn/output_bias"
      })
  void aNetworkThatLacksAnArrayIsRefused(String section) throws Exception {
    forge(weightsWith(section));

    assertRefused("has no array " + section);
  }

  /**
   * Weights with both networks.
   *
   * @param section that has this shape; left out if there is none
   */
  private byte[] weightsWith(String section, int... shape) throws IOException {
    Map<String, int[]> shapes = new LinkedHashMap<>();
    shapes.put("lstm/input", new int[] {F, 4 * H});
    shapes.put("lstm/recurrent", new int[] {H, 4 * H});
    shapes.put("lstm/bias", new int[] {4 * H});
    shapes.put("lstm/output", new int[] {H, D});
    shapes.put("lstm/output_bias", new int[] {D});
    shapes.put("rnn/input", new int[] {D + 1, H});
    shapes.put("rnn/recurrent", new int[] {H, H});
    shapes.put("rnn/bias", new int[] {H});
    shapes.put("rnn/output", new int[] {H, D});
    shapes.put("rnn/output_bias", new int[] {D});
    shapes.put("cnn/first", new int[] {3, D + 1, H});
    shapes.put("cnn/first_bias", new int[] {H});
    shapes.put("cnn/second", new int[] {3, H, H});
    shapes.put("cnn/second_bias", new int[] {H});
    shapes.put("cnn/output", new int[] {H, D});
    shapes.put("cnn/output_bias", new int[] {D});
    shapes.put("residuals", new int[] {0, D});
    shapes.put(section, shape);
    WeightsWriter out = new WeightsWriter();
    out.strings("items", List.of());
    for (Map.Entry<String, int[]> array : shapes.entrySet()) {
      if (array.getValue().length > 0) {
        int count = Arrays.stream(array.getValue()).reduce(1, (x, y) -> x * y);
        out.floats(array.getKey(), values(count), array.getValue());
      }
    }
    return out.toByteArray();
  }

  @Test
  void aModelWithoutResidualsIsRead() throws IOException {
    write(directory, Map.of());

    assertThat(ModelFiles.read(directory).residuals()).isEmpty();
  }

  @Test
  void theVersionIsTheStartOfTheSha256OfTheWeights() throws Exception {
    byte[] digest = MessageDigest.getInstance("SHA-256").digest(weights());
    String sha256 = HexFormat.of().formatHex(digest);

    assertThat(written.card().sha256()).isEqualTo(sha256);
    assertThat(written.version()).isEqualTo(sha256.substring(0, 12));
  }

  @Test
  void noPartialFileStays() throws IOException {
    try (var files = Files.list(directory)) {
      assertThat(files.map(file -> file.getFileName().toString()))
          .containsExactlyInAnyOrder("card.json", "weights.bin");
    }
  }

  @Test
  void anyFlippedByteIsRefused() throws IOException {
    byte[] good = weights();
    for (int i = 0; i < good.length; i++) {
      byte[] bad = good.clone();
      bad[i] ^= 1;
      Files.write(directory.resolve("weights.bin"), bad);
      assertThatThrownBy(() -> ModelFiles.read(directory))
          .isInstanceOf(ModelFileException.class)
          .hasMessageContaining("weights.bin has SHA-256")
          .hasMessageContaining("its card says " + written.card().sha256());
    }
  }

  @Test
  void truncatedWeightsAreRefusedByChecksum() throws IOException {
    byte[] good = weights();
    Files.write(directory.resolve("weights.bin"), Arrays.copyOf(good, good.length - 4));

    assertRefused("weights.bin has SHA-256");
  }

  @Test
  void truncatedWeightsAreRefusedEvenIfTheCardAgrees() throws Exception {
    byte[] good = weights();
    for (int length = 0; length < good.length; length += 7) {
      forge(Arrays.copyOf(good, length));
      assertRefused("weights.bin");
    }
  }

  @Test
  void anotherMagicIsRefused() throws Exception {
    byte[] bad = weights();
    bad[0] = 'P';
    forge(bad);

    assertRefused("does not start as a weights file does");
  }

  @Test
  void anotherFormatVersionIsRefused() throws Exception {
    byte[] bad = weights();
    bad[8] = 9;
    forge(bad);

    assertRefused("has format version 9, expected 1");
  }

  @Test
  void absurdSizesAreRefusedBeforeTheyAreAllocated() throws Exception {
    forge(
        header()
            .put((byte) 1)
            .putShort((short) 1)
            .put((byte) 'x')
            .put((byte) 2)
            .putInt(Integer.MAX_VALUE)
            .putInt(Integer.MAX_VALUE));

    assertRefused("array x has more values than the file has room for");
  }

  @Test
  void negativeSizesAreRefused() throws Exception {
    forge(header().put((byte) 1).putShort((short) 1).put((byte) 'x').put((byte) 1).putInt(-1));

    assertRefused("array x has a size of -1");
  }

  @Test
  void absurdCountsOfStringsAreRefusedBeforeTheyAreAllocated() throws Exception {
    forge(header().put((byte) 2).putShort((short) 1).put((byte) 'x').putInt(Integer.MAX_VALUE));

    assertRefused("list x has 2147483647 strings");
  }

  @Test
  void namesLongerThanTheFileAreRefused() throws Exception {
    forge(header().put((byte) 1).putShort(Short.MAX_VALUE));

    assertRefused("has a name of 32767 bytes where 0 are left");
  }

  @Test
  void unknownSectionsAreRefused() throws Exception {
    forge(header().put((byte) 7).putShort((short) 0));

    assertRefused("has a section of kind 7");
  }

  @Test
  void valuesThatAreNoNumbersAreRefused() throws Exception {
    byte[] bad = weights();
    int firstValue = 12 + 1 + 2 + "lstm/input".length() + 1 + 8;
    ByteBuffer.wrap(bad).order(ByteOrder.LITTLE_ENDIAN).putFloat(firstValue, Float.NaN);
    forge(bad);

    assertRefused("array lstm/input has the value NaN");
  }

  @Test
  void arraysThatDoNotFitEachOtherAreRefused() throws Exception {
    WeightsWriter out = new WeightsWriter();
    out.floats("lstm/input", values(F * 4 * H), F, 4 * H);
    out.floats("lstm/output", values(4 * D), 4, D);
    forge(out.toByteArray());

    assertRefused("array lstm/input has shape [5, 12], expected [5, 16]");
  }

  @Test
  void missingArraysAreNamed() throws Exception {
    forge(header());

    assertRefused("has no array lstm/input");
  }

  @Test
  void aMissingCardIsNamed() throws IOException {
    Files.delete(directory.resolve("card.json"));

    assertRefused("card.json does not exist");
  }

  @Test
  void missingWeightsAreNamed() throws IOException {
    Files.delete(directory.resolve("weights.bin"));

    assertRefused("weights.bin does not exist");
  }

  @Test
  void aCardThatIsNoJsonIsRefused() throws IOException {
    Files.writeString(directory.resolve("card.json"), "{\"version\": ");

    assertRefused("card.json is not a model card in JSON");
  }

  @Test
  void aCardWhoseVersionIsNotOfItsChecksumIsRefused() throws IOException {
    ObjectNode card = (ObjectNode) Json.MAPPER.readTree(card());
    Files.writeString(directory.resolve("card.json"), card.put("version", "abc").toString());

    assertRefused("card.json lacks sha256, or a version");
  }

  @Test
  void anOversizedCardIsRefused() throws IOException {
    Files.writeString(directory.resolve("card.json"), card() + " ".repeat(1 << 20));

    assertRefused("card.json is larger than 1,048,576 bytes");
  }

  @Test
  void endlessSectionsAreRefused() throws Exception {
    ByteBuffer weights = ByteBuffer.allocate(1 << 20).order(ByteOrder.LITTLE_ENDIAN);
    weights.put("ITWEIGHT".getBytes(StandardCharsets.US_ASCII)).putInt(1);
    for (int i = 0; i < 2_000; i++) {
      weights
          .put((byte) 3)
          .putShort((short) 4)
          .put("%04d".formatted(i).getBytes(StandardCharsets.US_ASCII))
          .putInt(0);
    }
    forge(weights);

    assertRefused("has more than 1000 sections");
  }

  @Test
  void stringsThatTheHeapCannotHoldAreRefusedBeforeTheyAreMade() throws Exception {
    int count = 10_000_001;
    ByteBuffer weights = ByteBuffer.allocate(64 + 2 * count).order(ByteOrder.LITTLE_ENDIAN);
    weights.put("ITWEIGHT".getBytes(StandardCharsets.US_ASCII)).putInt(1);
    weights.put((byte) 2).putShort((short) 1).put((byte) 'x').putInt(count);
    forge(Arrays.copyOf(weights.array(), weights.capacity()));

    assertRefused("list x has 10000001 strings, expected at most");
  }

  /** What DL4J's ModelSerializer writes, with the entry by which it deserialises any object. */
  @Test
  void anArchiveOfDl4jIsNotOpened() throws Exception {
    Path archive = directory.resolve("model.zip");
    boolean[] loaded = new boolean[1];
    Gadget.read = () -> loaded[0] = true;
    try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(archive))) {
      zip.putNextEntry(new ZipEntry("configuration.json"));
      zip.write("{\"@class\":\"org.interesttracker.Anything\"}".getBytes(StandardCharsets.UTF_8));
      zip.putNextEntry(new ZipEntry("preprocessor.bin"));
      ObjectOutputStream objects = new ObjectOutputStream(zip);
      objects.writeObject(new Gadget());
      objects.flush();
    }

    for (String location : List.of(archive.toString(), archive.toUri().toString())) {
      assertThatThrownBy(() -> ModelFiles.load(location))
          .isInstanceOf(ModelFileException.class)
          .hasMessageContaining(archive + " is a file, expected a directory")
          .hasMessageContaining("they can hold code");
    }
    Files.copy(archive, directory.resolve("weights.bin"), StandardCopyOption.REPLACE_EXISTING);
    assertRefused("weights.bin has SHA-256");
    forge(Files.readAllBytes(archive));
    assertRefused("does not start as a weights file does");
    assertThat(loaded).containsExactly(false);
  }

  /** Runs what it is told to as soon as it is deserialised. */
  private static final class Gadget implements Serializable {
    private static final long serialVersionUID = 1L;
    private static Runnable read = () -> {};

    private Object readResolve() {
      read.run();
      return this;
    }
  }

  @Test
  void aPipeIsNotWaitedFor() throws Exception {
    Path card = directory.resolve("card.json");
    Files.delete(card);
    assertThat(new ProcessBuilder("mkfifo", card.toString()).start().waitFor()).isZero();

    assertRefused("card.json cannot be read: it is no regular file");
  }

  @ParameterizedTest
  @ValueSource(strings = {"file:", "file:%zz", "file://host/a", "file:a?b", "\0"})
  void whatIsNoPlaceIsRefused(String location) {
    assertThatThrownBy(() -> ModelFiles.load(location))
        .isInstanceOf(ModelFileException.class)
        .hasMessageContaining("is no place of a model, expected the path or file URI");
  }

  private void assertRefused(String message) {
    assertThatThrownBy(() -> ModelFiles.read(directory))
        .isInstanceOf(ModelFileException.class)
        .hasMessageContaining(message)
        .hasMessageContaining(directory.toString());
  }

  private static ByteBuffer header() {
    return ByteBuffer.allocate(64)
        .order(ByteOrder.LITTLE_ENDIAN)
        .put("ITWEIGHT".getBytes(StandardCharsets.US_ASCII))
        .putInt(1);
  }

  private void forge(ByteBuffer weights) throws Exception {
    forge(Arrays.copyOf(weights.array(), weights.position()));
  }

  /** Weights with a card that agrees with them. */
  private void forge(byte[] weights) throws Exception {
    Files.write(directory.resolve("weights.bin"), weights);
    String sha256 = HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(weights));
    ObjectNode card = (ObjectNode) Json.MAPPER.readTree(card());
    card.put("sha256", sha256).put("version", sha256.substring(0, 12));
    Files.writeString(directory.resolve("card.json"), card.toString());
  }

  private byte[] weights() throws IOException {
    return Files.readAllBytes(directory.resolve("weights.bin"));
  }

  private String card() throws IOException {
    return Files.readString(directory.resolve("card.json"));
  }

  private InterestModel write(Path to, Map<String, float[]> residuals) throws IOException {
    return write(to, residuals, ItemNetworks.NONE);
  }

  private LstmWeights lstm() {
    return new LstmWeights(
        F, H, D, values(F * 4 * H), values(4 * H * H), values(4 * H), values(H * D), values(D));
  }

  private RnnWeights rnn() {
    return new RnnWeights(
        D + 1, H, D, values((D + 1) * H), values(H * H), values(H), values(H * D), values(D));
  }

  private CnnWeights cnn() {
    return new CnnWeights(
        D + 1,
        H,
        D,
        values(3 * (D + 1) * H),
        values(H),
        values(3 * H * H),
        values(H),
        values(H * D),
        values(D));
  }

  private InterestModel write(Path to, Map<String, float[]> residuals, ItemNetworks networks)
      throws IOException {
    Map<String, Projection> projections =
        Map.of(
            "encoder/one", new Projection("encoder/one", 4, D, values(4), values(4 * D)),
            "two", new Projection("two", 3, D, values(3), values(3 * D)));
    return ModelFiles.write(
        to,
        lstm(),
        projections,
        residuals,
        ItemBiases.NONE,
        new ItemLinks(),
        networks,
        Map.of("events", "12"),
        Map.of("seed", "1"),
        Map.of("HR@10", 0.25));
  }

  private float[] values(int count) {
    float[] values = new float[count];
    for (int i = 0; i < count; i++) {
      values[i] = random.nextFloat() - 0.5f;
    }
    return values;
  }
}
