package org.interesttracker.k8s;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.jar.JarFile;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.FallbackKey;

/**
 * The options of Flink, its reporters, its Kubernetes operator and the autoscaler: the constants of
 * all classes of Options within the artifacts of Flink among the tests' own.
 */
final class FlinkOptions {

  private static final Pattern JAR = Pattern.compile("flink-(?!shaded).*(?<!-tests)\\.jar");
  private static final Pattern CLASS = Pattern.compile("org/apache/flink/[^$]*Options\\.class");

  /** What a reporter is told beside the options that all have. */
  private static final Pattern REPORTER_PORT = Pattern.compile("metrics\\.reporter\\.\\w+\\.port");

  private static final Pattern REPORTER = Pattern.compile("metrics\\.reporter\\.\\w+\\.(.+)");

  private static final Map<String, ConfigOption<?>> BY_KEY = read();

  private FlinkOptions() {}

  /** What is wrong with a setting, if anything. */
  static Optional<String> problem(String key, String value) {
    if (REPORTER_PORT.matcher(key).matches()) {
      return value.matches("\\d{1,5}(-\\d{1,5})?")
          ? Optional.empty()
          : Optional.of(value + " is no port");
    }
    ConfigOption<?> option = BY_KEY.get(REPORTER.matcher(key).replaceFirst("$1"));
    if (option == null) {
      return Optional.of("neither Flink nor its operator has such an option");
    }
    try {
      Configuration.fromMap(Map.of(option.key(), value)).get(option);
      return Optional.empty();
    } catch (IllegalArgumentException e) {
      return Optional.of("cannot be " + value + "; " + e.getMessage());
    }
  }

  private static Map<String, ConfigOption<?>> read() {
    Map<String, ConfigOption<?>> options = new HashMap<>();
    Pattern.compile(Pattern.quote(File.pathSeparator))
        .splitAsStream(System.getProperty("java.class.path"))
        .filter(entry -> JAR.matcher(new File(entry).getName()).matches())
        .flatMap(jar -> classes(jar).stream())
        .flatMap(FlinkOptions::constants)
        .forEach(
            option -> {
              options.put(option.key(), option);
              for (FallbackKey old : option.fallbackKeys()) {
                options.putIfAbsent(old.getKey(), option);
              }
            });
    return options;
  }

  private static List<String> classes(String jar) {
    try (JarFile file = new JarFile(jar)) {
      return file.stream()
          .map(entry -> entry.getName())
          .filter(name -> CLASS.matcher(name).matches())
          .map(name -> name.replace(".class", "").replace('/', '.'))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Stream<ConfigOption<?>> constants(String type) {
    try {
      return Stream.of(Class.forName(type).getFields())
          .filter(f -> Modifier.isStatic(f.getModifiers()) && f.getType() == ConfigOption.class)
          .map(FlinkOptions::value);
    } catch (ClassNotFoundException | LinkageError e) {
      // Of a part of Flink that is not here.
      return Stream.empty();
    }
  }

  private static ConfigOption<?> value(Field constant) {
    try {
      return (ConfigOption<?>) constant.get(null);
    } catch (IllegalAccessException e) {
      throw new IllegalStateException(e);
    }
  }
}
