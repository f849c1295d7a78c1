package org.interesttracker.job;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.connector.file.src.FileSourceSplit;
import org.apache.flink.connector.file.src.reader.BulkFormat;
import org.apache.flink.connector.file.src.util.CheckpointedPosition;
import org.apache.flink.connector.file.src.util.IteratorResultIterator;
import org.apache.flink.core.fs.Path;
import org.apache.flink.types.Either;
import org.interesttracker.event.DeadLetter;
import org.interesttracker.event.Gzip;

/**
 * Reads a file of JSON lines, plain or gzip, in order and with line numbers. A file is never split:
 * its order is the order of time. Empty lines are passed over.
 */
final class JsonLinesFormat<T> implements BulkFormat<Either<DeadLetter, T>, FileSourceSplit> {

  private static final long serialVersionUID = 1L;

  private static final int BATCH = 512;

  private final RecordParser<T> parser;

  JsonLinesFormat(RecordParser<T> parser) {
    this.parser = parser;
  }

  @Override
  public Reader<Either<DeadLetter, T>> createReader(Configuration config, FileSourceSplit split)
      throws IOException {
    return new LinesReader(split.path());
  }

  /** Reads the lines again that were read before the checkpoint, without parsing them. */
  @Override
  public Reader<Either<DeadLetter, T>> restoreReader(Configuration config, FileSourceSplit split)
      throws IOException {
    LinesReader reader = new LinesReader(split.path());
    reader.skip(
        split.getReaderPosition().map(CheckpointedPosition::getRecordsAfterOffset).orElse(0L));
    return reader;
  }

  @Override
  public boolean isSplittable() {
    return false;
  }

  @Override
  public TypeInformation<Either<DeadLetter, T>> getProducedType() {
    return parser.producedType();
  }

  private final class LinesReader implements Reader<Either<DeadLetter, T>> {

    private final Path path;
    private final LineReader lines;
    private long records;

    LinesReader(Path path) throws IOException {
      this.path = path;
      this.lines = new LineReader(Gzip.plain(path.getFileSystem().open(path)), parser.maxBytes());
    }

    private void skip(long count) throws IOException {
      while (records < count && lines.next() != null) {
        records++;
      }
    }

    @Override
    public RecordIterator<Either<DeadLetter, T>> readBatch() throws IOException {
      List<Either<DeadLetter, T>> batch = new ArrayList<>(BATCH);
      long before = records;
      byte[] line;
      while (batch.size() < BATCH && (line = lines.next()) != null) {
        records++;
        batch.add(parser.parse(line, path.toString(), 0, lines.number()));
      }
      return batch.isEmpty()
          ? null
          : new IteratorResultIterator<>(batch.iterator(), CheckpointedPosition.NO_OFFSET, before);
    }

    @Override
    public void close() throws IOException {
      lines.close();
    }
  }
}
