package org.interesttracker.docs;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.InputFormat;
import com.networknt.schema.JsonSchema;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** What each output promises of its records. Tests that read an output hold all they read to it. */
public final class Contracts {

  /** The schema of each output; the names are those of its folder, and of its topic by default. */
  static final Map<String, String> SCHEMAS =
      Map.of(
          "interests", "interest-update",
          "recommendations", "recommendation",
          "profiles", "interest-profile",
          "decisions", "consent-decision",
          "dead-letters", "dead-letter",
          "late-events", "event",
          "refused", "refusal",
          "receipts", "erasure-receipt",
          "metrics", "quality-metric",
          "released", "released-statistic");

  /** The outputs where a record without a value takes back what was said of its user. */
  static final Set<String> TOMBSTONES = Set.of("interests", "recommendations", "profiles");

  /** Those whose values are sealed with crypto-shredding. */
  private static final Set<String> SEALED =
      Set.of("interests", "recommendations", "profiles", "late-events");

  private static final String SEALED_RECORD = "sealed-record";

  private static final Map<String, JsonSchema> LOADED = new ConcurrentHashMap<>();

  private Contracts() {}

  /** Holds a record to the contract of its output; of other names nothing is promised. */
  public static void assertHolds(String output, String value) {
    String kind = SCHEMAS.get(output);
    if (kind == null) {
      return;
    }
    if (value == null) {
      assertThat(TOMBSTONES).as("A record without a value").contains(output);
      return;
    }
    boolean sealed = SEALED.contains(output) && value.contains("\"sealed\":");
    assertThat(
            LOADED
                .computeIfAbsent(sealed ? SEALED_RECORD : kind, Schemas::schema)
                .validate(value, InputFormat.JSON))
        .as("%s: %s", output, value)
        .isEmpty();
  }
}
