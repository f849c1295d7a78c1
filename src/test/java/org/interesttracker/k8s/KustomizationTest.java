package org.interesttracker.k8s;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Our build of kustomizations against that of kustomize 5.5.0, which made the recorded files:
 * {@code kubectl kustomize FOLDER}. When k8s/ changes, they are to be made again by it.
 */
class KustomizationTest {

  @TempDir private Path folder;

  @ParameterizedTest
  @ValueSource(strings = {"production", "development", "all-components"})
  void buildsWhatKustomizeBuilds(String name) throws Exception {
    Path recorded = Path.of("src/test/resources/k8s", name + ".yaml");
    Map<String, ObjectNode> ours = byId(Manifests.named(name, folder).resources());
    Map<String, ObjectNode> theirs = byId(Yaml.documents(recorded));
    assertThat(ours.keySet()).isEqualTo(theirs.keySet());
    theirs.forEach((id, resource) -> assertThat(ours.get(id)).as(id).isEqualTo(resource));
  }

  @Test
  void refusesWhatItDoesNotUnderstand() throws Exception {
    Files.writeString(folder.resolve("kustomization.yaml"), "namePrefix: a-\n");
    assertThatThrownBy(() -> Kustomization.build(folder)).hasMessageContaining("namePrefix");
  }

  @Test
  void refusesAPatchThatChangesNothing() throws Exception {
    Files.writeString(
        folder.resolve("kustomization.yaml"),
        "patches: [{target: {kind: Secret}, patch: '[{op: remove, path: /data}]'}]\n");
    assertThatThrownBy(() -> Kustomization.build(folder)).hasMessageContaining("finds no Secret");
  }

  @Test
  void refusesTwoOfOneName() throws Exception {
    String map = "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: m}\n";
    Files.writeString(folder.resolve("maps.yaml"), map + "---\n" + map);
    Files.writeString(folder.resolve("kustomization.yaml"), "resources: [maps.yaml]\n");
    assertThatThrownBy(() -> Kustomization.build(folder))
        .hasMessageContaining("two of ConfigMap/m");
  }

  private static Map<String, ObjectNode> byId(List<ObjectNode> resources) {
    return resources.stream()
        .collect(
            Collectors.toMap(
                r -> r.get("kind").asText() + "/" + r.at("/metadata/name").asText(),
                Function.identity()));
  }
}
