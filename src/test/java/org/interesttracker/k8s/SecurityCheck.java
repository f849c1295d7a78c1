package org.interesttracker.k8s;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.apache.flink.configuration.GlobalConfiguration;
import org.interesttracker.k8s.Manifests.Resource;
import org.interesttracker.k8s.Pod.Part;

/**
 * Pods keep to the profile "restricted" of Kubernetes' Pod Security Standards, and no secret stands
 * among the settings.
 */
final class SecurityCheck implements ManifestCheck {

  private static final Set<String> VOLUMES =
      Set.of("name", "configMap", "secret", "emptyDir", "persistentVolumeClaim", "projected");

  @Override
  public List<String> problems(Manifests manifests) {
    List<String> problems = new ArrayList<>();
    manifests.of("FlinkDeployment").forEach(deployment -> check(deployment, problems));
    return problems;
  }

  private static void check(Resource deployment, List<String> problems) {
    Pod pod = new Pod(deployment);
    Part base = pod.templates().findFirst().orElseThrow();
    require(deployment, base, "securityContext.runAsNonRoot", Set.of("true"), problems);
    require(
        deployment,
        base,
        "securityContext.seccompProfile.type",
        Set.of("RuntimeDefault", "Localhost"),
        problems);
    List<Part> containers = base.each("containers").toList();
    if (containers.isEmpty()) {
      problems.add(deployment.problem(base.path() + ".containers", "there is no " + Pod.MAIN));
    }
    for (Part container : containers) {
      require(
          deployment,
          container,
          "securityContext.allowPrivilegeEscalation",
          Set.of("false"),
          problems);
      require(
          deployment, container, "securityContext.capabilities.drop.0", Set.of("ALL"), problems);
    }
    pod.templates().forEach(template -> checkHost(deployment, template, problems));
    pod.volumes()
        .forEach(
            volume ->
                volume
                    .node()
                    .fieldNames()
                    .forEachRemaining(
                        field -> {
                          if (!VOLUMES.contains(field)) {
                            problems.add(
                                deployment.problem(volume.path() + "." + field, "is not allowed"));
                          }
                        }));
    deployment
        .at("spec.flinkConfiguration")
        .fieldNames()
        .forEachRemaining(
            key -> {
              if (GlobalConfiguration.isSensitive(key)) {
                problems.add(
                    deployment.problem(
                        "spec.flinkConfiguration." + key, "a secret stands in a config map"));
              }
            });
  }

  private static void checkHost(Resource deployment, Part template, List<String> problems) {
    for (String field : List.of("hostNetwork", "hostPID", "hostIPC")) {
      if (template.node().path(field).asBoolean()) {
        problems.add(deployment.problem(template.path() + "." + field, "is not allowed"));
      }
    }
    template
        .each("containers")
        .filter(c -> c.node().at("/securityContext/privileged").asBoolean())
        .forEach(
            c ->
                problems.add(
                    deployment.problem(
                        c.path() + ".securityContext.privileged", "is not allowed")));
  }

  private static void require(
      Resource deployment, Part part, String field, Set<String> allowed, List<String> problems) {
    JsonNode value = part.node().at("/" + field.replace('.', '/'));
    if (!allowed.contains(value.asText())) {
      problems.add(
          deployment.problem(
              part.path() + "." + field,
              "is to be " + String.join(" or ", allowed) + ", not '" + value.asText() + "'"));
    }
  }
}
