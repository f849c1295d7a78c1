package org.interesttracker.browser;

import com.sun.jna.Memory;
import com.sun.jna.NativeLibrary;
import com.sun.jna.Pointer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A program that is headless Chromium, until its standard input ends. It is made of the shared
 * library of the Chromium Embedded Framework, whose C interface it calls: so a browser comes with
 * the build's dependencies, and none need be installed. What it does is told over the DevTools
 * protocol, by whose port it is reached; Chromium prints the address on standard error.
 */
final class ChromiumHost {

  /** The version of the C interface that {@link #settings} is laid out for. */
  private static final int API_VERSION = 14_600;

  /** Of {@code cef_settings_t} in that version, in bytes. */
  private static final int SETTINGS_SIZE = 448;

  private static final long STRING = 24;

  /** What native code points to must not be collected. */
  private final List<Memory> kept = new ArrayList<>();

  private ChromiumHost() {}

  /**
   * @param args the folder of the library, an empty folder for the profile, and switches of
   *     Chromium
   */
  public static void main(String[] args) throws Exception {
    int code = new ChromiumHost().run(args) ? 0 : 1;
    Runtime.getRuntime().halt(code);
  }

  private boolean run(String[] args) throws Exception {
    NativeLibrary library =
        NativeLibrary.getInstance(Path.of(args[0]).resolve("libcef.so").toString());
    library.getFunction("cef_api_hash").invoke(Pointer.class, new Object[] {API_VERSION, 0});
    Object[] start = {arguments(args), settings(args[0], args[1]), null, null};
    if (!Integer.valueOf(1)
        .equals(library.getFunction("cef_initialize").invoke(int.class, start))) {
      return false;
    }
    while (System.in.read() >= 0) {
      continue;
    }
    return true;
  }

  /** {@code cef_main_args_t}: a count, and pointers to texts that end with a zero. */
  private Memory arguments(String[] args) {
    Memory texts = zeros(8L * args.length);
    for (int a = 1; a < args.length; a++) {
      Memory text = zeros(args[a].length() + 1);
      text.setString(0, args[a]);
      texts.setPointer(8L * (a - 1), text);
    }
    Memory arguments = zeros(16);
    arguments.setInt(0, args.length - 1);
    arguments.setPointer(8, texts);
    return arguments;
  }

  /** {@code cef_settings_t}; what is not set here is zero, the default. */
  private Memory settings(String folder, String profile) {
    Memory settings = zeros(SETTINGS_SIZE);
    settings.setLong(0, SETTINGS_SIZE);
    long at = 8;
    settings.setInt(at, 1); // no_sandbox
    at += 8;
    setText(settings, at, folder + "/jcef_helper"); // browser_subprocess_path
    at += 3 * STRING; // framework_dir_path, main_bundle_path
    settings.setInt(at, 1); // multi_threaded_message_loop
    at += 16; // external_message_pump, windowless_rendering_enabled, command_line_args_disabled
    setText(settings, at, profile); // cache_path
    at += STRING;
    setText(settings, at, profile); // root_cache_path
    at += STRING + 8; // persist_session_cookies
    at += 3 * STRING; // user_agent, user_agent_product, locale
    setText(settings, at, profile + "/chromium.log"); // log_file
    at += STRING + 8; // log_severity, log_items
    at += STRING; // javascript_flags
    setText(settings, at, folder); // resources_dir_path
    at += STRING;
    setText(settings, at, folder + "/locales"); // locales_dir_path
    return settings;
  }

  /** {@code cef_string_t}: a pointer to UTF-16, its length, and who frees it. */
  private void setText(Memory into, long at, String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_16LE);
    Memory copy = zeros(bytes.length + 2);
    copy.write(0, bytes, 0, bytes.length);
    into.setPointer(at, copy);
    into.setLong(at + 8, text.length());
  }

  private Memory zeros(long size) {
    Memory memory = new Memory(size);
    memory.clear();
    kept.add(memory);
    return memory;
  }
}
