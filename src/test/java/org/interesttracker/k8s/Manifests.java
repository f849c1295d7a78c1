package org.interesttracker.k8s;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Resources that are applied together, as from a copy of k8s/ in a folder. */
record Manifests(List<ObjectNode> resources) {

  /** What a user of k8s/ applies: overlays, one with all components, and single files. */
  static final List<String> NAMES =
      List.of("production", "development", "all-components", "savepoint", "session");

  private static final Path K8S = Path.of("k8s");

  /** Copies k8s/ to the folder and builds what is named from there. */
  static Manifests named(String name, Path folder) throws IOException {
    copy(folder);
    return build(name, folder);
  }

  /** Copies k8s/ to the folder, with the secrets that the user is to make. */
  static void copy(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(K8S)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        Path copy = folder.resolve(K8S.relativize(file).toString());
        Files.createDirectories(copy.getParent());
        Files.write(copy, Files.readAllBytes(file));
      }
    }
    Path production = folder.resolve("overlays/production");
    Files.write(
        production.resolve("object-store.env"),
        Files.readAllBytes(production.resolve("object-store.env.example")));
    try (Stream<Path> components = Files.list(folder.resolve("components"))) {
      List<String> lines = new ArrayList<>(List.of("resources: [../production]", "components:"));
      components
          .map(component -> "  - ../../components/" + component.getFileName())
          .sorted()
          .forEach(lines::add);
      Path all = Files.createDirectories(folder.resolve("overlays/all-components"));
      Files.write(all.resolve("kustomization.yaml"), lines);
    }
  }

  /** Builds what is named from a copy of k8s/; single files come to what is in production. */
  static Manifests build(String name, Path folder) {
    Path file = folder.resolve("examples/" + name + ".yaml");
    if (!Files.exists(file)) {
      return new Manifests(Kustomization.build(folder.resolve("overlays/" + name)));
    }
    List<ObjectNode> resources = new ArrayList<>(Yaml.documents(file));
    resources.addAll(Kustomization.build(folder.resolve("overlays/production")));
    return new Manifests(resources);
  }

  Stream<Resource> all() {
    return resources.stream().map(Resource::new);
  }

  Stream<Resource> of(String kind) {
    return all().filter(resource -> resource.kind().equals(kind));
  }

  Optional<Resource> find(String kind, String name) {
    return of(kind).filter(resource -> resource.name().equals(name)).findFirst();
  }

  /** One of them. */
  record Resource(JsonNode node) {

    String kind() {
      return node.path("kind").asText();
    }

    String name() {
      return node.at("/metadata/name").asText();
    }

    /** What a field holds, by its path of names and places with dots between. */
    JsonNode at(String path) {
      return node.at("/" + path.replace('.', '/'));
    }

    /** A problem with a field. */
    String problem(String field, String sentence) {
      return kind() + " " + name() + ", " + field + ": " + sentence;
    }
  }
}
