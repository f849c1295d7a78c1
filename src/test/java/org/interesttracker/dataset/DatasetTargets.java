package org.interesttracker.dataset;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Set;
import java.util.zip.ZipException;
import org.interesttracker.fuzz.ScratchFile;
import org.interesttracker.fuzz.Target;

/** What import reads: rows of a table, and times in them. */
public final class DatasetTargets {

  private static final Set<String> COLUMNS = Set.of("1", "2", "200");

  private DatasetTargets() {}

  public static Map<String, Target> all() {
    ScratchFile file = new ScratchFile("rows.csv");
    CsvSource source = new CsvSource(",", false, true, StandardCharsets.UTF_8);
    TimeParser times = new TimeParser(null, ZoneOffset.UTC);
    return Map.of(
        "csv",
        Target.of(
            bytes -> source.read(file.with(bytes), COLUMNS, read -> {}, new Rows(times)),
            IOException.class,
            ZipException.class));
  }

  /** Looks at all that is asked for. */
  private record Rows(TimeParser times) implements RowSource.Sink {
    @Override
    public void row(long line, Row row) throws IOException {
      for (String column : COLUMNS) {
        for (String text : row.texts(column)) {
          try {
            times.parse(text);
          } catch (BadRowException e) {
            bad(line, e.getMessage());
          }
        }
      }
    }

    @Override
    public void bad(long line, String reason) {
      if (reason.isBlank()) {
        throw new IllegalStateException("A row is refused without a reason");
      }
    }
  }
}
