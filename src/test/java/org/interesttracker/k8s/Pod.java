package org.interesttracker.k8s;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.interesttracker.k8s.Manifests.Resource;

/** The templates of a deployment's pods: those of both kinds of pods, and what each kind adds. */
record Pod(Resource deployment) {

  static final String MAIN = "flink-main-container";
  private static final List<String> TEMPLATES =
      List.of(
          "spec.podTemplate.spec",
          "spec.jobManager.podTemplate.spec",
          "spec.taskManager.podTemplate.spec");

  /** Something in a template, with the path to it. */
  record Part(String path, JsonNode node) {

    Stream<Part> each(String field) {
      List<Part> parts = new ArrayList<>();
      JsonNode list = node.path(field);
      for (int i = 0; i < list.size(); i++) {
        parts.add(new Part(path + "." + field + "." + i, list.get(i)));
      }
      return parts.stream();
    }

    String text(String field) {
      return node.path(field).asText();
    }
  }

  Stream<Part> templates() {
    return TEMPLATES.stream().map(path -> new Part(path, deployment.at(path)));
  }

  Stream<Part> containers() {
    return templates().flatMap(t -> Stream.concat(t.each("containers"), t.each("initContainers")));
  }

  Stream<Part> volumes() {
    return templates().flatMap(template -> template.each("volumes"));
  }

  /** The volumes by the folder that they are mounted to. */
  Map<String, Part> mounts() {
    Map<String, Part> mounts = new TreeMap<>();
    containers()
        .flatMap(container -> container.each("volumeMounts"))
        .forEach(
            mount ->
                volumes()
                    .filter(volume -> volume.text("name").equals(mount.text("name")))
                    .forEach(volume -> mounts.put(mount.text("mountPath"), volume)));
    return mounts;
  }
}
