package org.interesttracker.training;

import com.fasterxml.jackson.core.type.TypeReference;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.zip.CRC32;
import java.util.zip.CheckedInputStream;
import java.util.zip.CheckedOutputStream;
import org.interesttracker.cli.UsageException;
import org.interesttracker.event.Json;

/**
 * Checkpoints in the folder of the model, a file for each part of the run: what run it is of, in
 * JSON, then the part's state, then a checksum of both.
 */
final class CheckpointFile implements Checkpoint {

  private static final String NAME = "checkpoint";
  private static final String SUFFIX = ".bin";

  /** Grows when what is written changes. */
  private static final String FORMAT = "interest-tracker checkpoint 1";

  private static final int BUFFER = 1 << 16;

  private final Path directory;
  private final Path file;
  private final Map<String, String> identity;
  private final boolean resume;

  /**
   * @param identity what must be equal for a run to go on: settings and data by name
   * @param resume whether to go on from a file that is there
   */
  CheckpointFile(Path directory, Map<String, String> identity, boolean resume) {
    this(directory, NAME + SUFFIX, identity, resume);
  }

  private CheckpointFile(
      Path directory, String name, Map<String, String> identity, boolean resume) {
    this.directory = directory;
    this.file = directory.resolve(name);
    this.identity = identity;
    this.resume = resume;
  }

  @Override
  public CheckpointFile part(String name) {
    return new CheckpointFile(directory, NAME + "-" + name + SUFFIX, identity, resume);
  }

  @Override
  public <S> Optional<S> restore(Source<S> source) {
    if (!resume || !Files.exists(file)) {
      return Optional.empty();
    }
    CRC32 checksum = new CRC32();
    try (DataInputStream in =
        new DataInputStream(
            new CheckedInputStream(
                new BufferedInputStream(Files.newInputStream(file), BUFFER), checksum))) {
      requireSame(in);
      S state = source.read(in);
      long expected = checksum.getValue();
      if (in.readLong() != expected) {
        throw damaged();
      }
      return Optional.of(state);
    } catch (EOFException e) {
      throw damaged();
    } catch (IOException e) {
      throw new UncheckedIOException("The checkpoint " + file + " cannot be read", e);
    }
  }

  /**
   * @throws UsageException if what is there is of another run, naming the first difference
   */
  private void requireSame(DataInputStream in) throws IOException {
    if (!FORMAT.equals(in.readUTF())) {
      throw damaged();
    }
    Map<String, String> found = Json.MAPPER.readValue(in.readUTF(), new TypeReference<>() {});
    TreeSet<String> names = new TreeSet<>(identity.keySet());
    names.addAll(found.keySet());
    for (String name : names) {
      if (!String.valueOf(identity.get(name)).equals(String.valueOf(found.get(name)))) {
        throw new UsageException(
            "The checkpoint %s is of another run: its %s is %s, this run's is %s; give the same or leave --resume out to begin anew"
                .formatted(file, name, found.get(name), identity.get(name)));
      }
    }
  }

  private UsageException damaged() {
    return new UsageException(
        "The checkpoint "
            + file
            + " is damaged, or of another version; leave --resume out to begin anew");
  }

  @Override
  public void save(Content content) {
    Path partial = file.resolveSibling(file.getFileName() + ".part");
    try {
      Files.createDirectories(directory);
      try (FileOutputStream bytes = new FileOutputStream(partial.toFile())) {
        write(content, bytes);
        bytes.getFD().sync();
      }
      Files.move(
          partial, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw new UncheckedIOException("The checkpoint " + file + " cannot be written", e);
    }
  }

  private void write(Content content, FileOutputStream bytes) throws IOException {
    CheckedOutputStream checked =
        new CheckedOutputStream(new BufferedOutputStream(bytes, BUFFER), new CRC32());
    DataOutputStream out = new DataOutputStream(checked);
    out.writeUTF(FORMAT);
    out.writeUTF(Json.MAPPER.writeValueAsString(identity));
    content.write(out);
    out.writeLong(checked.getChecksum().getValue());
    out.flush();
  }

  /** Removes all parts, at the end of the run. */
  void delete() throws IOException {
    if (!Files.exists(directory)) {
      return;
    }
    try (DirectoryStream<Path> files = Files.newDirectoryStream(directory, NAME + "*" + SUFFIX)) {
      for (Path part : files) {
        Files.delete(part);
      }
    }
  }
}
