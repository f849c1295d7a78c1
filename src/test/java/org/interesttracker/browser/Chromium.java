package org.interesttracker.browser;

import static java.nio.file.StandardCopyOption.REPLACE_EXISTING;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.compressors.gzip.GzipCompressorInputStream;
import org.junit.jupiter.api.Assumptions;

/** A headless Chromium of its own, with an empty profile; it runs on Linux on x86-64. */
public final class Chromium implements AutoCloseable {

  private static final String BUNDLE =
      "/jcef-natives-linux-amd64-jcef-d3de827+cef-146.0.10+g8219561+chromium-146.0.7680.179.tar.gz";

  private static final Pattern ADDRESS = Pattern.compile("DevTools listening on (ws://\\S+)");

  /** Chromium looks for updates and the like; a test is to see the page's requests alone. */
  private static final List<String> SWITCHES =
      List.of(
          "--headless=new",
          "--ozone-platform=headless",
          "--remote-debugging-port=0",
          "--no-sandbox",
          "--no-first-run",
          "--disable-gpu",
          "--disable-dev-shm-usage",
          "--disable-background-networking",
          "--disable-component-update",
          "--disable-sync",
          "--hide-scrollbars");

  private final Process process;
  private final DevTools devTools;

  private Chromium(Process process, DevTools devTools) {
    this.process = process;
    this.devTools = devTools;
  }

  /**
   * One that is reached.
   *
   * @param profile an empty folder
   * @throws ExecutionException that says what the browser said, if it does not start, such as which
   *     of the system's libraries it lacks
   */
  public static Chromium start(Path profile) throws Exception {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-Xmx64m", "-cp", System.getProperty("java.class.path")));
    command.add(ChromiumHost.class.getName());
    command.add(unpacked().toString());
    command.add(profile.toString());
    command.addAll(SWITCHES);
    ProcessBuilder builder =
        new ProcessBuilder(command).redirectOutput(ProcessBuilder.Redirect.DISCARD);
    builder.environment().put("LD_LIBRARY_PATH", unpacked().toString());
    builder.environment().put("DBUS_SESSION_BUS_ADDRESS", "disabled:");
    Process process = builder.start();
    return new Chromium(process, DevTools.connect(address(process)));
  }

  /**
   * The same; where it cannot run, the test is skipped, with what is lacking. With the property
   * {@code browser.required} nothing is skipped.
   */
  public static Chromium startOrSkip(Path profile) throws Exception {
    boolean lenient = !Boolean.getBoolean("browser.required");
    boolean fits =
        System.getProperty("os.name").equals("Linux")
            && System.getProperty("os.arch").equals("amd64");
    Assumptions.assumeTrue(fits || !lenient, "Chromium is for Linux on x86-64");
    try {
      return start(profile);
    } catch (ExecutionException e) {
      boolean lacks = e.getMessage().contains("cannot open shared object file");
      Assumptions.assumeFalse(lacks && lenient, e.getMessage());
      throw e;
    }
  }

  /** Unpacked once beside the classes of the tests. */
  private static synchronized Path unpacked() throws Exception {
    Path classes =
        Path.of(Chromium.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    Path folder = classes.resolveSibling("chromium");
    Path whole = folder.resolve("unpacked");
    if (!Files.exists(whole)) {
      unpack(folder);
      Files.writeString(whole, BUNDLE);
    }
    return folder;
  }

  private static void unpack(Path folder) throws IOException {
    try (InputStream bundle = Chromium.class.getResourceAsStream(BUNDLE);
        TarArchiveInputStream tar =
            new TarArchiveInputStream(new GzipCompressorInputStream(bundle))) {
      for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
        Path file = entry.resolveIn(folder);
        if (entry.isDirectory()) {
          Files.createDirectories(file);
        } else {
          Files.createDirectories(file.getParent());
          Files.copy(tar, file, REPLACE_EXISTING);
          file.toFile().setExecutable((entry.getMode() & 0100) != 0);
        }
      }
    }
  }

  /** Waits for the address; what Chromium says after it is read and dropped. */
  private static String address(Process process) throws Exception {
    CompletableFuture<String> address = new CompletableFuture<>();
    Thread reader = new Thread(() -> read(process, address), "chromium");
    reader.setDaemon(true);
    reader.start();
    return address.get(60, TimeUnit.SECONDS);
  }

  private static void read(Process process, CompletableFuture<String> address) {
    StringBuilder said = new StringBuilder();
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(process.getErrorStream(), StandardCharsets.UTF_8))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        Matcher matcher = ADDRESS.matcher(line);
        if (matcher.find()) {
          address.complete(matcher.group(1));
        }
        if (!address.isDone()) {
          said.append(line).append('\n');
        }
      }
      address.completeExceptionally(new IOException("Chromium does not start: " + said));
    } catch (IOException e) {
      address.completeExceptionally(e);
    }
  }

  /** A tab with a page, loaded. */
  public Tab open(String url) throws Exception {
    String target =
        devTools
            .call(null, "Target.createTarget", Map.of("url", "about:blank"))
            .get("targetId")
            .asText();
    String session =
        devTools
            .call(null, "Target.attachToTarget", Map.of("targetId", target, "flatten", true))
            .get("sessionId")
            .asText();
    Tab tab = new Tab(devTools, target, session);
    tab.load(url);
    return tab;
  }

  @Override
  public void close() throws IOException {
    devTools.close();
    List<ProcessHandle> helpers = process.descendants().toList();
    process.getOutputStream().close();
    process.onExit().completeOnTimeout(process, 10, TimeUnit.SECONDS).join();
    process.destroyForcibly().onExit().join();
    helpers.forEach(ProcessHandle::destroyForcibly);
  }
}
