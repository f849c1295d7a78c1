package org.interesttracker.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.zip.GZIPOutputStream;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.connector.file.src.FileSourceSplit;
import org.apache.flink.connector.file.src.reader.BulkFormat;
import org.apache.flink.connector.file.src.util.CheckpointedPosition;
import org.apache.flink.connector.file.src.util.RecordAndPosition;
import org.apache.flink.types.Either;
import org.interesttracker.event.CatalogItem;
import org.interesttracker.event.CatalogParser;
import org.interesttracker.event.DeadLetter;
import org.interesttracker.event.DeadLetter.Reason;
import org.interesttracker.text.TextCleaner;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonLinesFormatTest {

  private static final int MAX_BYTES = 100;

  /** More than two batches. */
  private static final int MANY = 1_200;

  private final JsonLinesFormat<CatalogItem> format =
      new JsonLinesFormat<>(
          new JsonParser<>(
              CatalogItem.class,
              new JsonParser.Limits(MAX_BYTES, 1_000, Duration.ofMinutes(5)),
              true,
              limits ->
                  new CatalogParser(
                          new TextCleaner(limits.maxTextLength())::clean, limits.records())
                      ::parse));

  @TempDir private Path folder;

  /** A record, and where its reader was after it. */
  private record Read(Either<DeadLetter, CatalogItem> record, long offset, long records) {

    String id() {
      return record.right().itemId();
    }
  }

  @Test
  void recordsComeInOrderAndEachSaysHowManyThereWere() throws Exception {
    List<Read> all = read(many());
    assertThat(all).extracting(Read::id).isEqualTo(ids(0, MANY));
    assertThat(all).extracting(Read::records).first().isEqualTo(1L);
    assertThat(all).extracting(Read::records).last().isEqualTo((long) MANY);
    assertThat(all).extracting(Read::offset).containsOnly(CheckpointedPosition.NO_OFFSET);
  }

  @Test
  void aRestoredReaderGoesOnAfterTheRecordOfTheCheckpoint() throws Exception {
    Path file = many();
    List<Read> all = read(file);
    // in the first batch, at its end, at the start of the next, in the last, at the end
    for (int done : new int[] {0, 1, 511, 512, 513, 1_100, MANY}) {
      Read last = done == 0 ? new Read(null, CheckpointedPosition.NO_OFFSET, 0) : all.get(done - 1);
      List<Read> rest = restore(file, last);
      assertThat(rest).extracting(Read::id).isEqualTo(ids(done, MANY));
      assertThat(rest)
          .extracting(Read::records)
          .isEqualTo(all.subList(done, MANY).stream().map(Read::records).toList());
    }
  }

  @Test
  void emptyLinesDoNotCountAsRecordsButAsLines() throws Exception {
    Path file = file("a.jsonl", item(0) + "\n\n" + item(1) + "\r\n\r\nbad\n" + item(2));
    List<Read> all = read(file);
    assertThat(all).hasSize(4);
    assertThat(all.get(2).record().left().offset()).isEqualTo(5);
    List<Read> rest = restore(file, all.get(1));
    assertThat(rest).hasSize(2);
    assertThat(rest.get(0).record().left().offset()).isEqualTo(5);
    assertThat(rest.get(1).id()).isEqualTo("i2");
  }

  @Test
  void aBadLineIsADeadLetterThatSaysWhereItWas() throws Exception {
    Path file = file("a.jsonl", item(0) + "\n{\n" + item(1) + "\n");
    List<Read> all = read(file);
    assertThat(all.get(1).record().left())
        .matches(letter -> letter.reason() == Reason.MALFORMED)
        .matches(letter -> letter.offset() == 2)
        .matches(letter -> letter.source().endsWith("a.jsonl"));
    assertThat(all.get(2).id()).isEqualTo("i1");
  }

  @Test
  void aVeryLongLineIsRefusedAndTheNextIsRead() throws Exception {
    String huge = "{\"item_id\":\"i\",\"title\":\"" + "x".repeat(300_000) + "\"}";
    List<Read> all = read(file("a.jsonl", item(0) + "\n" + huge + "\n" + item(1)));
    assertThat(all).hasSize(3);
    assertThat(all.get(1).record().left())
        .matches(letter -> letter.reason() == Reason.OVERSIZED)
        .matches(letter -> letter.rawLength() == MAX_BYTES + 1);
    assertThat(all.get(2).id()).isEqualTo("i1");
  }

  @ParameterizedTest
  @ValueSource(strings = {"a.jsonl", "a.jsonl.gz"})
  void anEmptyFileHasNoRecords(String name) throws Exception {
    assertThat(read(file(name, ""))).isEmpty();
  }

  @Test
  void aPlainFileIsPlainWhateverItsName() throws Exception {
    assertThat(read(file("a.jsonl.gz", item(0)))).extracting(Read::id).containsExactly("i0");
  }

  @Test
  void gzipIsReadLikeAPlainFile() throws Exception {
    Path file = folder.resolve("a.jsonl.gz");
    try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(file))) {
      out.write(Files.readAllBytes(many()));
    }
    List<Read> all = read(file);
    assertThat(all).extracting(Read::id).isEqualTo(ids(0, MANY));
    assertThat(restore(file, all.get(699))).extracting(Read::id).isEqualTo(ids(700, MANY));
  }

  @Test
  void aFileIsNeverSplit() {
    assertThat(format.isSplittable()).isFalse();
  }

  private Path many() throws IOException {
    return file(
        "many.jsonl",
        String.join("\n", IntStream.range(0, MANY).mapToObj(i -> item(i)).toList()) + "\n");
  }

  private Path file(String name, String content) throws IOException {
    return Files.writeString(folder.resolve(name), content, StandardCharsets.UTF_8);
  }

  private static String item(int i) {
    return "{\"item_id\":\"i" + i + "\"}";
  }

  private static List<String> ids(int from, int to) {
    return IntStream.range(from, to).mapToObj(i -> "i" + i).toList();
  }

  private List<Read> read(Path file) throws IOException {
    return drain(format.createReader(new Configuration(), split(file)));
  }

  private List<Read> restore(Path file, Read last) throws IOException {
    FileSourceSplit split =
        split(file)
            .updateWithCheckpointedPosition(
                new CheckpointedPosition(last.offset(), last.records()));
    return drain(format.restoreReader(new Configuration(), split));
  }

  private static FileSourceSplit split(Path file) throws IOException {
    long size = Files.size(file);
    return new FileSourceSplit(
        "0", new org.apache.flink.core.fs.Path(file.toUri()), 0, size, 0, size);
  }

  private static List<Read> drain(BulkFormat.Reader<Either<DeadLetter, CatalogItem>> reader)
      throws IOException {
    List<Read> all = new ArrayList<>();
    try (reader) {
      BulkFormat.RecordIterator<Either<DeadLetter, CatalogItem>> batch;
      while ((batch = reader.readBatch()) != null) {
        RecordAndPosition<Either<DeadLetter, CatalogItem>> next;
        while ((next = batch.next()) != null) {
          all.add(new Read(next.getRecord(), next.getOffset(), next.getRecordSkipCount()));
        }
        batch.releaseBatch();
      }
    }
    return all;
  }
}
