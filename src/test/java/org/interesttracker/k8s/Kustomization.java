package org.interesttracker.k8s;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * What {@code kustomize build} makes of a folder, as far as k8s/ uses kustomize: resources,
 * components, generators, patches, labels, a namespace, and references by generated names. All else
 * is refused. No Java library does this, and no build of kustomize comes as an artifact; {@link
 * KustomizationTest} holds it to what kustomize itself made of the same folders.
 */
final class Kustomization {

  private static final String FILE = "kustomization.yaml";

  private final List<ObjectNode> resources = new ArrayList<>();

  /** The generated ones by kind and name, with their names. */
  private final Map<String, ObjectNode> generated = new LinkedHashMap<>();

  private final List<JsonNode> references = new ArrayList<>();

  private Kustomization() {}

  /**
   * @throws IllegalArgumentException if it would fail under kustomize, or is not understood here
   */
  static List<ObjectNode> build(Path folder) {
    Kustomization whole = new Kustomization();
    whole.add(folder.normalize(), "Kustomization");
    whole.appendHashes();
    return whole.resources;
  }

  static void requireOnly(ObjectNode node, String... known) {
    Set<String> names = Set.of(known);
    node.fieldNames()
        .forEachRemaining(
            name -> {
              if (!names.contains(name)) {
                throw new IllegalArgumentException(name + " is not understood here");
              }
            });
  }

  private void add(Path folder, String kind) {
    ObjectNode file = Yaml.documents(folder.resolve(FILE)).get(0);
    requireOnly(
        file,
        "apiVersion",
        "kind",
        "namespace",
        "resources",
        "components",
        "labels",
        "patches",
        "configMapGenerator",
        "secretGenerator",
        "configurations");
    if (!file.path("kind").asText("Kustomization").equals(kind)) {
      throw new IllegalArgumentException(folder + " is no " + kind);
    }
    file.path("resources").forEach(name -> addResource(folder.resolve(name.asText())));
    file.path("configurations").forEach(name -> addReferences(folder.resolve(name.asText())));
    file.path("configMapGenerator").forEach(g -> generate("ConfigMap", folder, (ObjectNode) g));
    file.path("secretGenerator").forEach(g -> generate("Secret", folder, (ObjectNode) g));
    file.path("components")
        .forEach(name -> add(folder.resolve(name.asText()).normalize(), "Component"));
    file.path("patches").forEach(p -> Patch.of(folder, (ObjectNode) p).apply(resources));
    setNamespace(file.path("namespace").asText());
    file.path("labels").forEach(label -> addLabels((ObjectNode) label));
  }

  private void addResource(Path path) {
    if (Files.isDirectory(path)) {
      Kustomization part = new Kustomization();
      part.add(path.normalize(), "Kustomization");
      part.resources.forEach(this::addOnce);
      generated.putAll(part.generated);
      references.addAll(part.references);
    } else {
      Yaml.documents(path).forEach(this::addOnce);
    }
  }

  private void addOnce(ObjectNode resource) {
    if (resources.stream().anyMatch(r -> id(r).equals(id(resource)))) {
      throw new IllegalArgumentException("There are two of " + id(resource));
    }
    resources.add(resource);
  }

  private static String id(ObjectNode resource) {
    return resource.path("kind").asText() + "/" + name(resource);
  }

  private static String name(ObjectNode resource) {
    return resource.at("/metadata/name").asText();
  }

  private void addReferences(Path file) {
    ObjectNode configuration = Yaml.documents(file).get(0);
    requireOnly(configuration, "nameReference");
    configuration.get("nameReference").forEach(references::add);
  }

  private void generate(String kind, Path folder, ObjectNode generator) {
    requireOnly(generator, "name", "behavior", "files", "envs");
    ObjectNode resource = Yaml.MAPPER.createObjectNode();
    resource.put("apiVersion", "v1").put("kind", kind);
    resource.putObject("metadata").put("name", generator.get("name").asText());
    ObjectNode data = resource.putObject("data");
    data(folder, generator)
        .forEach((key, value) -> data.put(key, kind.equals("Secret") ? base64(value) : value));
    if (kind.equals("Secret")) {
      resource.put("type", "Opaque");
    }
    switch (generator.path("behavior").asText("create")) {
      case "create" -> addOnce(resource);
      case "replace" -> replace(resource);
      default -> throw new IllegalArgumentException("behavior is not understood here");
    }
    generated.put(id(resource), resource);
  }

  private void replace(ObjectNode resource) {
    ObjectNode there = generated.get(id(resource));
    if (there == null) {
      throw new IllegalArgumentException("There is no generated " + id(resource) + " to replace");
    }
    resource.set("metadata", there.get("metadata"));
    resources.set(resources.indexOf(there), resource);
  }

  private static Map<String, String> data(Path folder, ObjectNode generator) {
    Map<String, String> data = new TreeMap<>();
    generator
        .path("files")
        .forEach(name -> data.put(name.asText(), text(folder.resolve(name.asText()))));
    for (JsonNode name : generator.path("envs")) {
      text(folder.resolve(name.asText()))
          .lines()
          .filter(line -> !line.isBlank() && !line.startsWith("#"))
          .map(line -> line.split("=", 2))
          .forEach(pair -> data.put(pair[0], pair[1]));
    }
    return data;
  }

  private static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException("There is no file " + file, e);
    }
  }

  private static String base64(String value) {
    return Base64.getEncoder().encodeToString(value.getBytes(StandardCharsets.UTF_8));
  }

  private void setNamespace(String namespace) {
    if (!namespace.isEmpty()) {
      for (ObjectNode resource : resources) {
        ((ObjectNode) resource.get("metadata")).put("namespace", namespace);
        resource.path("subjects").forEach(s -> ((ObjectNode) s).put("namespace", namespace));
      }
    }
  }

  private void addLabels(ObjectNode entry) {
    requireOnly(entry, "pairs");
    for (ObjectNode resource : resources) {
      ((ObjectNode) resource.get("metadata"))
          .withObjectProperty("labels")
          .setAll((ObjectNode) entry.get("pairs"));
    }
  }

  private void appendHashes() {
    // As they are now: a patch puts another in the place of the one that was generated.
    for (ObjectNode resource :
        resources.stream().filter(r -> generated.containsKey(id(r))).toList()) {
      String plain = name(resource);
      String hashed = plain + "-" + NameHash.of(resource);
      ((ObjectNode) resource.get("metadata")).put("name", hashed);
      for (JsonNode reference : references) {
        if (reference.get("kind").asText().equals(resource.get("kind").asText())) {
          reference.get("fieldSpecs").forEach(spec -> rename(spec, plain, hashed));
        }
      }
    }
  }

  private void rename(JsonNode spec, String plain, String hashed) {
    List<String> path = List.of(spec.get("path").asText().split("/"));
    resources.stream()
        .filter(resource -> resource.get("kind").equals(spec.get("kind")))
        .forEach(resource -> rename(resource, path, plain, hashed));
  }

  private static void rename(JsonNode at, List<String> path, String plain, String hashed) {
    if (at.isArray()) {
      at.forEach(element -> rename(element, path, plain, hashed));
    } else if (path.size() > 1) {
      rename(at.path(path.get(0)), path.subList(1, path.size()), plain, hashed);
    } else if (at instanceof ObjectNode object && object.path(path.get(0)).asText().equals(plain)) {
      object.put(path.get(0), hashed);
    }
  }
}
