package org.interesttracker.k8s;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.ReadableConfig;
import org.apache.flink.configuration.description.HtmlFormatter;
import org.apache.flink.connector.base.DeliveryGuarantee;
import org.interesttracker.job.TrackerOptions;
import org.interesttracker.k8s.Manifests.Resource;

/**
 * The topics that the job's options name are there, kept as the option's description says, and the
 * user may do with them what the job does.
 */
final class KafkaNeeds {

  private static final Pattern COMPACTED = Pattern.compile("(?i)compacted");

  private final Manifests manifests;
  private final Resource job;
  private final ReadableConfig options;
  private final List<String> problems = new ArrayList<>();

  KafkaNeeds(Manifests manifests, Resource job, ReadableConfig options) {
    this.manifests = manifests;
    this.job = job;
    this.options = options;
  }

  List<String> problems() {
    TrackerOptions.all().stream()
        .filter(option -> option.key().matches(".*[.-]topic"))
        .forEach(option -> check(option.key(), topic(option), description(option)));
    require("group", options.get(TrackerOptions.KAFKA_GROUP), "Read");
    if (options.get(TrackerOptions.DELIVERY) == DeliveryGuarantee.EXACTLY_ONCE) {
      require("transactionalId", options.get(TrackerOptions.TRANSACTIONAL_ID), "Write");
    }
    return problems;
  }

  private String topic(ConfigOption<?> option) {
    Object name = options.get(option);
    boolean out = option.key().startsWith("output.");
    return name == null || out && !options.get(TrackerOptions.OUTPUT_KAFKA) ? "" : name.toString();
  }

  private static String description(ConfigOption<?> option) {
    return new HtmlFormatter().format(option.description());
  }

  private void check(String option, String topic, String description) {
    if (topic.isEmpty()) {
      return;
    }
    boolean compacted = COMPACTED.matcher(description).find();
    String policy = compacted ? "compact" : "delete";
    manifests
        .find("KafkaTopic", topic)
        .ifPresentOrElse(
            found -> {
              if (!found.node().at("/spec/config/cleanup.policy").asText().equals(policy)) {
                problems.add(
                    found.problem(
                        "spec.config.cleanup.policy", "is to be " + policy + " for " + option));
              }
            },
            () ->
                problems.add(
                    job.problem("spec.job.args, " + option, "there is no KafkaTopic " + topic)));
    require("topic", topic, option.startsWith("output.") ? "Write" : "Read");
  }

  private void require(String type, String name, String operation) {
    boolean allowed =
        manifests
            .of("KafkaUser")
            .anyMatch(user -> acls(user).anyMatch(a -> grants(a, type, name, operation)));
    if (!allowed) {
      manifests
          .of("KafkaUser")
          .forEach(
              user ->
                  problems.add(
                      user.problem(
                          "spec.authorization.acls",
                          "the job needs " + operation + " on " + type + " " + name)));
    }
  }

  private static Stream<JsonNode> acls(Resource user) {
    return StreamSupport.stream(user.at("spec.authorization.acls").spliterator(), false);
  }

  private static boolean grants(JsonNode acl, String type, String name, String operation) {
    JsonNode resource = acl.path("resource");
    String granted = resource.path("name").asText();
    boolean prefix = resource.path("patternType").asText().equals("prefix");
    // Each sink adds to the prefix of its transactions.
    boolean named =
        prefix ? name.startsWith(granted) : granted.equals(name) && !type.equals("transactionalId");
    return named
        && resource.path("type").asText().equals(type)
        && StreamSupport.stream(acl.path("operations").spliterator(), false)
            .anyMatch(o -> o.asText().equals(operation));
  }
}
