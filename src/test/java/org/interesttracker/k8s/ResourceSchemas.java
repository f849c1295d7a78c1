package org.interesttracker.k8s;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion.VersionFlag;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.ServiceAccount;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.api.model.rbac.Role;
import io.fabric8.kubernetes.api.model.rbac.RoleBinding;
import io.fabric8.openshift.api.model.monitoring.v1.PodMonitor;
import io.fabric8.openshift.api.model.monitoring.v1.PrometheusRule;
import io.strimzi.api.kafka.model.kafka.Kafka;
import io.strimzi.api.kafka.model.nodepool.KafkaNodePool;
import io.strimzi.api.kafka.model.topic.KafkaTopic;
import io.strimzi.api.kafka.model.user.KafkaUser;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What may stand in a resource of each kind, by {@code apiVersion/kind}: for Flink's the
 * definitions within the artifact of the operator, for Strimzi's, Prometheus' and Kubernetes' own
 * their models in Java. Fields beyond those are refused, as {@code kubectl apply --validate=strict}
 * does.
 */
final class ResourceSchemas {

  private static final JsonSchemaFactory FACTORY =
      JsonSchemaFactory.getInstance(VersionFlag.V202012);
  private static final Map<String, JsonSchema> BY_KIND = new HashMap<>();

  static {
    for (String kind : List.of("flinkdeployments", "flinksessionjobs", "flinkstatesnapshots")) {
      addDefinition("/META-INF/fabric8/" + kind + ".flink.apache.org-v1.yml");
    }
    addModel("kafka.strimzi.io/v1", KafkaTopic.class);
    addModel("kafka.strimzi.io/v1", KafkaUser.class);
    addModel("kafka.strimzi.io/v1", Kafka.class);
    addModel("kafka.strimzi.io/v1", KafkaNodePool.class);
    addModel("v1", ConfigMap.class);
    addModel("v1", Secret.class);
    addModel("v1", ServiceAccount.class);
    addModel("v1", PersistentVolumeClaim.class);
    addModel("rbac.authorization.k8s.io/v1", Role.class);
    addModel("rbac.authorization.k8s.io/v1", RoleBinding.class);
    addModel("networking.k8s.io/v1", NetworkPolicy.class);
    addModel("monitoring.coreos.com/v1", PodMonitor.class);
    addModel("monitoring.coreos.com/v1", PrometheusRule.class);
  }

  private ResourceSchemas() {}

  /**
   * @return null where no kind of that version is known
   */
  static JsonSchema of(String apiVersion, String kind) {
    return BY_KIND.get(apiVersion + "/" + kind);
  }

  private static void addModel(String apiVersion, Class<?> model) {
    add(apiVersion, model.getSimpleName(), ModelSchema.of(model));
  }

  private static void addDefinition(String resource) {
    try (InputStream in = ResourceSchemas.class.getResourceAsStream(resource)) {
      JsonNode spec = Yaml.MAPPER.readTree(in).get("spec");
      JsonNode version = spec.get("versions").get(0);
      ObjectNode schema = (ObjectNode) version.at("/schema/openAPIV3Schema");
      close(schema);
      ObjectNode properties = (ObjectNode) schema.get("properties");
      properties.putObject("apiVersion").put("type", "string");
      properties.putObject("kind").put("type", "string");
      properties.putObject("metadata").put("$ref", "#/$defs/metadata/$defs/" + metadataName());
      schema.putObject("$defs").set("metadata", rooted(ModelSchema.of(ObjectMeta.class)));
      schema.putArray("required").add("spec");
      // The Flink versions that this operator knows; that of ours is compared with Flink's own.
      if (schema.at("/properties/spec/properties/flinkVersion") instanceof ObjectNode flink) {
        flink.remove("enum");
      }
      add(
          spec.get("group").asText() + "/" + version.get("name").asText(),
          spec.at("/names/kind").asText(),
          schema);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String metadataName() {
    return ObjectMeta.class.getName();
  }

  /** With references from the place of metadata. */
  private static ObjectNode rooted(ObjectNode schema) throws IOException {
    return (ObjectNode)
        Yaml.MAPPER.readTree(
            Yaml.MAPPER.writeValueAsString(schema).replace("#/$defs/", "#/$defs/metadata/$defs/"));
  }

  /** An object with named fields has no others; one that may be number or text is that. */
  private static void close(JsonNode schema) {
    if (schema instanceof ObjectNode object) {
      if (object.has("properties") && !object.has("additionalProperties")) {
        object.put("additionalProperties", false);
        object.get("properties").forEach(ResourceSchemas::close);
      } else if (object.path("x-kubernetes-int-or-string").asBoolean()) {
        object.removeAll();
        object.putArray("type").add("integer").add("string");
      } else {
        object.forEach(ResourceSchemas::close);
      }
    } else if (schema instanceof ArrayNode array) {
      array.forEach(ResourceSchemas::close);
    }
  }

  private static void add(String apiVersion, String kind, ObjectNode schema) {
    BY_KIND.put(apiVersion + "/" + kind, FACTORY.getSchema(schema));
  }
}
