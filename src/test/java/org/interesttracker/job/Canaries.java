package org.interesttracker.job;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.logging.log4j.Level;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.core.Appender;
import org.apache.logging.log4j.core.LogEvent;
import org.apache.logging.log4j.core.Logger;
import org.apache.logging.log4j.core.appender.AbstractAppender;
import org.apache.logging.log4j.core.config.Configurator;
import org.apache.logging.log4j.core.config.Property;

/**
 * Words that may be found nowhere: looks for them in files, whatever their format, and in all that
 * is logged as long as this is open, down to the level debug; it is logged nowhere else then.
 */
final class Canaries implements AutoCloseable {

  private final Map<String, byte[]> words = new LinkedHashMap<>();
  private final Queue<String> logged = new ConcurrentLinkedQueue<>();
  private final AtomicLong messages = new AtomicLong();
  private final Listener appender = new Listener();
  private final Logger root = (Logger) LogManager.getRootLogger();
  private final Level level = root.getLevel();
  private final List<Appender> others = List.copyOf(root.getAppenders().values());

  Canaries(String... words) {
    for (String word : words) {
      this.words.put(word, word.getBytes(StandardCharsets.UTF_8));
    }
    appender.start();
    others.forEach(root::removeAppender);
    root.addAppender(appender);
    Configurator.setRootLevel(Level.DEBUG);
  }

  /** Those in the files of a folder, each with the file that has it. */
  List<String> in(Path folder) throws IOException {
    List<String> found = new ArrayList<>();
    contents(folder)
        .forEach(
            (file, content) ->
                words.forEach(
                    (word, bytes) -> {
                      if (contains(content, bytes)) {
                        found.add(word + " in " + folder.relativize(file));
                      }
                    }));
    return found;
  }

  /** Those in what was logged, each with the message. */
  List<String> logged() {
    return List.copyOf(logged);
  }

  /** How many messages were looked at. */
  long messages() {
    return messages.get();
  }

  /** Whether the files of a folder have a word that need not be a canary. */
  static boolean has(Path folder, String word) throws IOException {
    byte[] bytes = word.getBytes(StandardCharsets.UTF_8);
    return contents(folder).values().stream().anyMatch(content -> contains(content, bytes));
  }

  /** What each file has. A job that has just ended may still be removing old checkpoints. */
  private static Map<Path, byte[]> contents(Path folder) throws IOException {
    Map<Path, byte[]> contents = new LinkedHashMap<>();
    Files.walkFileTree(
        folder,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws IOException {
            try {
              contents.put(file, Files.readAllBytes(file));
            } catch (NoSuchFileException e) {
              return FileVisitResult.CONTINUE;
            }
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFileFailed(Path file, IOException e) throws IOException {
            if (e instanceof NoSuchFileException) {
              return FileVisitResult.CONTINUE;
            }
            throw e;
          }
        });
    return contents;
  }

  private static boolean contains(byte[] content, byte[] word) {
    for (int i = 0; i <= content.length - word.length; i++) {
      int j = 0;
      while (j < word.length && content[i + j] == word[j]) {
        j++;
      }
      if (j == word.length) {
        return true;
      }
    }
    return false;
  }

  @Override
  public void close() {
    Configurator.setRootLevel(level);
    root.removeAppender(appender);
    others.forEach(root::addAppender);
    appender.stop();
  }

  private final class Listener extends AbstractAppender {

    Listener() {
      super("canaries", null, null, true, Property.EMPTY_ARRAY);
    }

    @Override
    public void append(LogEvent event) {
      messages.incrementAndGet();
      StringWriter text = new StringWriter();
      text.append(event.getMessage().getFormattedMessage());
      if (event.getThrown() != null) {
        event.getThrown().printStackTrace(new PrintWriter(text, true));
      }
      String message = text.toString();
      words.keySet().stream()
          .filter(message::contains)
          .forEach(word -> logged.add(word + " in " + event.getLoggerName() + ": " + message));
    }
  }
}
