package org.interesttracker.metrics;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.graalvm.polyglot.Context;
import org.graalvm.polyglot.Value;
import org.graalvm.polyglot.proxy.ProxyExecutable;

/** Reads queries of Prometheus by the parser of its own web page, see resources/promql. */
public final class PromQl implements AutoCloseable {

  private static final ObjectMapper MAPPER = new ObjectMapper();

  private final Context context;
  private final Value check;

  public PromQl() {
    context =
        Context.newBuilder("js")
            // That it is slower without a compiler is known, and does no harm.
            .option("engine.WarnInterpreterOnly", "false")
            .build();
    ProxyExecutable read = arguments -> text(arguments[0].asString());
    check = context.eval("js", text("check.js")).execute(read);
  }

  /**
   * What a query is.
   *
   * @param problems in words; none if Prometheus would take it
   * @param selectors what it asks for
   * @param labels by which it groups or matches
   */
  public record Query(List<String> problems, List<Selector> selectors, List<String> labels) {}

  /**
   * What is asked for of one metric.
   *
   * @param metric its name
   */
  public record Selector(String metric, List<Matcher> matchers) {}

  /**
   * Which series are meant.
   *
   * @param op {@code =}, {@code !=}, {@code =~} or {@code !~}
   */
  public record Matcher(String label, String op, String value) {

    /** Whether a series with this value of the label is meant; null without the label. */
    public boolean matches(String held) {
      String given = held == null ? "" : held;
      boolean equal = op.endsWith("~") ? given.matches(value) : given.equals(value);
      return equal != op.startsWith("!");
    }
  }

  /** Reads a query; one that is wrong has problems. */
  public Query read(String query) {
    try {
      return MAPPER.readValue(check.execute(query).asString(), Query.class);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String text(String file) {
    try (InputStream in = PromQl.class.getResourceAsStream("/promql/" + file)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    context.close();
  }
}
