package org.interesttracker.privacy;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.Serializable;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;

/**
 * Where keys are: {@code env:NAME}, an environment variable that holds what a key file would, or a
 * file, as a path or a URI such as {@code file:///run/secrets/keys}. Only this travels with a job;
 * whoever needs the keys reads them where the work is done. Two that name the same place are equal.
 */
public final class KeyLocation implements Serializable {

  private static final long serialVersionUID = 1L;

  private static final String ENVIRONMENT = "env:";
  private static final Pattern VARIABLE = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");
  private static final Pattern FILE = Pattern.compile("(\\./|/|[a-z][a-z0-9+.-]*:/).*");

  private final String location;

  private KeyLocation(String location) {
    this.location = location;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof KeyLocation same && location.equals(same.location);
  }

  @Override
  public int hashCode() {
    return location.hashCode();
  }

  /** Reads a file, which may be on a file system that this package knows nothing of. */
  @FunctionalInterface
  public interface Reader {
    byte[] read(String file) throws IOException;
  }

  /**
   * @param option the option that names the place
   * @param value what it says
   * @throws KeyException if that is no place; the message does not have the value, which may be a
   *     key that somebody put there
   */
  public static KeyLocation of(String option, String value) {
    String location = value.strip();
    boolean known =
        location.startsWith(ENVIRONMENT)
            ? VARIABLE.matcher(location.substring(ENVIRONMENT.length())).matches()
            : FILE.matcher(location).matches();
    if (!known) {
      throw new KeyException(
          option
              + " must be file:/PATH or env:NAME, the place of the keys; what it is now is not"
              + " shown, since it may be a key.");
    }
    return new KeyLocation(location);
  }

  /**
   * Reads the keys.
   *
   * @param files reads files
   * @throws KeyException if there is nothing, or no keys
   */
  public KeyFile read(Reader files) {
    return read(files, System::getenv);
  }

  KeyFile read(Reader files, UnaryOperator<String> environment) {
    return location.startsWith(ENVIRONMENT)
        ? variable(location.substring(ENVIRONMENT.length()), environment)
        : file(files);
  }

  private static KeyFile variable(String name, UnaryOperator<String> environment) {
    String content = environment.apply(name);
    if (content == null) {
      throw new KeyException("There is no environment variable " + name + " with keys.");
    }
    return KeyFile.parse(content.getBytes(StandardCharsets.UTF_8), "environment variable " + name);
  }

  private KeyFile file(Reader files) {
    try {
      return KeyFile.parse(files.read(location), "key file " + location);
    } catch (FileNotFoundException | NoSuchFileException e) {
      throw new KeyException("There is no key file " + location + ".");
    } catch (IOException e) {
      throw new KeyException("The key file " + location + " cannot be read.");
    }
  }
}
