package org.interesttracker.k8s;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.interesttracker.k8s.Manifests.Resource;
import org.interesttracker.k8s.Pod.Part;

/** What a resource names is there: config maps, secrets, volumes, accounts, roles, deployments. */
final class ReferenceCheck implements ManifestCheck {

  @Override
  public List<String> problems(Manifests manifests) {
    List<String> problems = new ArrayList<>();
    manifests.of("FlinkDeployment").forEach(d -> new OfDeployment(manifests, d, problems).check());
    manifests
        .of("RoleBinding")
        .forEach(
            binding -> {
              require(manifests, "Role", binding, "roleRef.name", problems);
              require(manifests, "ServiceAccount", binding, "subjects.0.name", problems);
            });
    manifests
        .of("NetworkPolicy")
        .forEach(
            policy ->
                require(
                    manifests,
                    "FlinkDeployment",
                    policy,
                    "spec.podSelector.matchLabels.app",
                    problems));
    manifests.of("PodMonitor").forEach(monitor -> checkMonitor(manifests, monitor, problems));
    manifests
        .of("FlinkSessionJob")
        .forEach(
            job -> require(manifests, "FlinkDeployment", job, "spec.deploymentName", problems));
    manifests
        .of("FlinkStateSnapshot")
        .forEach(
            snapshot ->
                require(
                    manifests,
                    snapshot.at("spec.jobReference.kind").asText(),
                    snapshot,
                    "spec.jobReference.name",
                    problems));
    return problems;
  }

  /** It finds the pods of a deployment, and a port that their container has. */
  private static void checkMonitor(Manifests manifests, Resource monitor, List<String> problems) {
    require(manifests, "FlinkDeployment", monitor, "spec.selector.matchLabels.app", problems);
    String port = monitor.at("spec.podMetricsEndpoints.0.port").asText();
    manifests
        .find("FlinkDeployment", monitor.at("spec.selector.matchLabels.app").asText())
        .filter(
            deployment ->
                new Pod(deployment)
                    .containers()
                    .flatMap(container -> container.each("ports"))
                    .noneMatch(open -> open.text("name").equals(port)))
        .ifPresent(
            deployment ->
                problems.add(
                    monitor.problem(
                        "spec.podMetricsEndpoints.0.port", "there is no port '" + port + "'")));
  }

  private static void require(
      Manifests manifests, String kind, Resource from, String field, List<String> problems) {
    String name = from.at(field).asText();
    if (manifests.find(kind, name).isEmpty()) {
      problems.add(from.problem(field, "there is no " + kind + " '" + name + "'"));
    }
  }

  private record OfDeployment(
      Manifests manifests,
      Resource deployment,
      Map<String, Set<String>> secrets,
      Map<String, Set<String>> configMaps,
      List<String> problems) {

    OfDeployment(Manifests manifests, Resource deployment, List<String> problems) {
      this(manifests, deployment, SecretKeys.of(manifests), new HashMap<>(), problems);
      manifests
          .of("ConfigMap")
          .forEach(m -> configMaps.put(m.name(), SecretKeys.names(m.at("data"))));
    }

    void check() {
      Pod pod = new Pod(deployment);
      require(manifests, "ServiceAccount", deployment, "spec.serviceAccount", problems);
      pod.volumes().forEach(this::checkVolume);
      List<String> volumes = pod.volumes().map(volume -> volume.text("name")).toList();
      pod.containers()
          .forEach(
              container -> {
                container
                    .each("volumeMounts")
                    .filter(mount -> !volumes.contains(mount.text("name")))
                    .forEach(mount -> missing(mount, "name", "volume", mount.text("name")));
                container.each("env").forEach(this::checkVariable);
              });
    }

    private void checkVolume(Part volume) {
      if (volume.node().has("configMap")) {
        checkKeys(volume, "configMap.name", configMaps, volume.node().at("/configMap/items"));
      }
      if (volume.node().has("secret")) {
        checkKeys(volume, "secret.secretName", secrets, volume.node().at("/secret/items"));
      }
      String claim = volume.node().at("/persistentVolumeClaim/claimName").asText();
      if (!claim.isEmpty() && manifests.find("PersistentVolumeClaim", claim).isEmpty()) {
        missing(volume, "persistentVolumeClaim.claimName", "PersistentVolumeClaim", claim);
      }
    }

    private void checkKeys(
        Part part, String field, Map<String, Set<String>> known, JsonNode wanted) {
      String name = part.node().at("/" + field.replace('.', '/')).asText();
      Set<String> keys = known.get(name);
      if (keys == null) {
        missing(part, field, known == secrets ? "Secret" : "ConfigMap", name);
        return;
      }
      for (JsonNode item :
          wanted.isArray()
              ? wanted
              : wanted.isMissingNode() ? List.<JsonNode>of() : List.of(wanted)) {
        String key = item.path("key").asText();
        if (!keys.contains(key)) {
          missing(part, field.replaceFirst("\\w+$", "key"), "key in " + name, key);
        }
      }
    }

    private void checkVariable(Part variable) {
      JsonNode from = variable.node().path("valueFrom");
      if (from.has("secretKeyRef")) {
        checkKeys(variable, "valueFrom.secretKeyRef.name", secrets, from.get("secretKeyRef"));
      }
      if (from.has("configMapKeyRef")) {
        checkKeys(
            variable, "valueFrom.configMapKeyRef.name", configMaps, from.get("configMapKeyRef"));
      }
    }

    private void missing(Part part, String field, String what, String name) {
      problems.add(
          deployment.problem(part.path() + "." + field, "there is no " + what + " '" + name + "'"));
    }
  }
}
