package org.interesttracker.k8s;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.zjsonpatch.JsonPatch;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * One entry of {@code patches}: a JSON patch (RFC 6902) of what its target names, or a part of a
 * resource that is merged over it (RFC 7396). Kustomize merges lists of its own kinds by keys that
 * stand in their schemas; here such a patch is refused, except of custom resources, whose lists it
 * replaces.
 */
final class Patch {

  private static final List<String> CUSTOM = List.of("flink.apache.org/", "kafka.strimzi.io/");

  private final JsonNode content;
  private final String kind;
  private final String name;

  private Patch(JsonNode content, String kind, String name) {
    this.content = content;
    this.kind = kind;
    this.name = name;
  }

  /**
   * @param folder where a path begins
   * @throws IllegalArgumentException if the entry has what is not understood here
   */
  static Patch of(Path folder, ObjectNode entry) {
    Kustomization.requireOnly(entry, "path", "patch", "target");
    JsonNode content = read(folder, entry);
    if (!entry.has("target")) {
      return new Patch(content, content.path("kind").asText(), nameOf(content));
    }
    ObjectNode target = (ObjectNode) entry.get("target");
    Kustomization.requireOnly(target, "kind", "name");
    return new Patch(content, target.path("kind").asText(), target.path("name").asText());
  }

  private static JsonNode read(Path folder, ObjectNode entry) {
    try {
      return Yaml.MAPPER.readTree(
          entry.has("path")
              ? Files.readString(folder.resolve(entry.get("path").asText()))
              : entry.get("patch").asText());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * @throws IllegalArgumentException if there is nothing to change
   */
  void apply(List<ObjectNode> resources) {
    int hits = 0;
    for (int i = 0; i < resources.size(); i++) {
      ObjectNode resource = resources.get(i);
      if (kind.equals(resource.path("kind").asText())
          && (name.isEmpty() || name.equals(nameOf(resource)))) {
        resources.set(i, changed(resource));
        hits++;
      }
    }
    if (hits == 0) {
      throw new IllegalArgumentException("A patch finds no " + kind + " " + name);
    }
  }

  private ObjectNode changed(ObjectNode resource) {
    if (content instanceof ArrayNode operations) {
      return (ObjectNode) JsonPatch.apply(operations, resource);
    }
    String version = resource.path("apiVersion").asText();
    if (CUSTOM.stream().noneMatch(version::startsWith)) {
      throw new IllegalArgumentException("A merge of " + kind + " is not understood here");
    }
    if (!version.equals(content.path("apiVersion").asText())) {
      throw new IllegalArgumentException("A patch of " + kind + " is of another apiVersion");
    }
    ObjectNode merged = resource.deepCopy();
    merge(merged, (ObjectNode) content);
    return merged;
  }

  private static void merge(ObjectNode into, ObjectNode part) {
    part.properties()
        .forEach(
            field -> {
              if (field.getKey().startsWith("$")) {
                throw new IllegalArgumentException(field.getKey() + " is not understood here");
              }
              if (field.getValue().isNull()) {
                into.remove(field.getKey());
              } else if (field.getValue() instanceof ObjectNode inner
                  && into.get(field.getKey()) instanceof ObjectNode there) {
                merge(there, inner);
              } else {
                into.set(field.getKey(), field.getValue().deepCopy());
              }
            });
  }

  private static String nameOf(JsonNode resource) {
    return resource.at("/metadata/name").asText();
  }
}
