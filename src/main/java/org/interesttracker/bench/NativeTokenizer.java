package org.interesttracker.bench;

import ai.djl.huggingface.tokenizers.jni.TokenizersLibrary;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Locale;
import org.interesttracker.cli.UsageException;

/**
 * The tokenizer of the Hugging Face library, in native code, by the way there that costs least: no
 * more than the ids is fetched. The library is taken from the class path and loaded from a file of
 * its own, which is deleted again; the Java library around it would keep it in the user's home.
 */
final class NativeTokenizer implements AutoCloseable {

  private static final String TRUNCATION = "LONGEST_FIRST";

  private static boolean loaded;

  private final long handle;

  /**
   * @param resource a tokenizer.json
   * @param maxTokens longer texts are cut; [CLS] and [SEP] count
   * @throws UsageException if there is no native library for this platform
   */
  NativeTokenizer(String resource, int maxTokens) throws IOException {
    load();
    try (InputStream in = NativeTokenizer.class.getResourceAsStream(resource)) {
      String json = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      handle = TokenizersLibrary.LIB.createTokenizerFromString(json);
    }
    TokenizersLibrary.LIB.setTruncation(handle, maxTokens, TRUNCATION, 0);
    TokenizersLibrary.LIB.disablePadding(handle);
  }

  /** The ids of a text, with [CLS] and [SEP]. */
  long[] encode(String text) {
    long encoding = TokenizersLibrary.LIB.encode(handle, text, true);
    long[] ids = TokenizersLibrary.LIB.getTokenIds(encoding);
    TokenizersLibrary.LIB.deleteEncoding(encoding);
    return ids;
  }

  @Override
  public void close() {
    TokenizersLibrary.LIB.deleteTokenizer(handle);
  }

  /** Once in a process. */
  private static synchronized void load() throws IOException {
    if (loaded) {
      return;
    }
    String library = "/native/lib/" + platform() + "/cpu/" + System.mapLibraryName("tokenizers");
    Path file = Files.createTempFile("bench", "tokenizers");
    try (InputStream in = NativeTokenizer.class.getResourceAsStream(library)) {
      if (in == null) {
        throw new UsageException(
            "There is no native tokenizer for %s to compare with".formatted(platform()));
      }
      Files.copy(in, file, StandardCopyOption.REPLACE_EXISTING);
      System.load(file.toString());
      loaded = true;
    } finally {
      Files.delete(file);
    }
  }

  private static String platform() {
    String system = System.getProperty("os.name").toLowerCase(Locale.ROOT).split(" ")[0];
    String processor = System.getProperty("os.arch").replace("amd64", "x86_64");
    return system + "-" + processor;
  }
}
