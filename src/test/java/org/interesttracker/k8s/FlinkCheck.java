package org.interesttracker.k8s;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.MemorySize;
import org.apache.flink.runtime.clusterframework.TaskExecutorProcessUtils;
import org.apache.flink.runtime.jobmanager.JobManagerProcessUtils;
import org.apache.flink.runtime.util.EnvironmentInformation;
import org.interesttracker.job.FlinkDistribution;
import org.interesttracker.job.TrackerOptions;
import org.interesttracker.k8s.Manifests.Resource;
import org.interesttracker.k8s.Pod.Part;

/** What the operator and Flink would refuse, or take for something else, once it runs. */
final class FlinkCheck implements ManifestCheck {

  private static final String CONFIGURATION = "spec.flinkConfiguration";
  private static final Pattern REFERENCE = Pattern.compile("\\$\\{directory:([^:]+):([^}]+)}");

  /** The operator sets these itself, and refuses them from others. */
  private static final List<String> FORBIDDEN =
      List.of("kubernetes.namespace", "kubernetes.cluster-id", "high-availability.cluster-id");

  @Override
  public List<String> problems(Manifests manifests) {
    List<String> problems = new ArrayList<>();
    manifests.of("FlinkDeployment").forEach(d -> new OfDeployment(manifests, d, problems).check());
    manifests
        .of("FlinkSessionJob")
        .forEach(
            job ->
                manifests
                    .find("FlinkDeployment", job.at("spec.deploymentName").asText())
                    .ifPresent(
                        session -> new OfDeployment(manifests, session, problems).checkJob(job)));
    return problems;
  }

  private record OfDeployment(Manifests manifests, Resource deployment, List<String> problems) {

    void check() {
      checkVersion();
      checkOptions();
      checkMemory();
      checkContainers();
      if (deployment.node().at("/spec/job").isObject()) {
        checkJob(deployment);
      }
    }

    private void add(Resource resource, String field, String sentence) {
      problems.add(resource.problem(field, sentence));
    }

    private void checkVersion() {
      String[] flink = EnvironmentInformation.getVersion().split("\\.");
      String version = "v" + flink[0] + "_" + flink[1];
      if (!deployment.at("spec.flinkVersion").asText().equals(version)) {
        add(
            deployment,
            "spec.flinkVersion",
            "is to be " + version + ", as the job is built for it");
      }
      if (!deployment.at("spec.image").asText().matches(".+:(?!latest$)[\\w][\\w.-]*")) {
        add(deployment, "spec.image", "is to name a version");
      }
    }

    private Map<String, String> configuration() {
      Map<String, String> values = new LinkedHashMap<>();
      deployment
          .node()
          .at("/spec/flinkConfiguration")
          .properties()
          .forEach(option -> values.put(option.getKey(), option.getValue().asText()));
      return values;
    }

    private void checkOptions() {
      Map<String, String> values = configuration();
      values.forEach(
          (key, value) -> {
            String field = CONFIGURATION + "." + key;
            if (FORBIDDEN.contains(key)) {
              add(deployment, field, "is set by the operator");
            } else {
              FlinkOptions.problem(key, value).ifPresent(p -> add(deployment, field, p));
            }
          });
      String needed = String.join(" ", FlinkDistribution.JAVA_OPTIONS);
      if (!values.getOrDefault("env.java.opts.all", "").strip().equals(needed)) {
        add(deployment, CONFIGURATION + ".env.java.opts.all", "is to be what Flink ships");
      }
    }

    private void require(String key, String why) {
      if (!configuration().containsKey(key)) {
        add(deployment, CONFIGURATION + "." + key, why);
      }
    }

    /** By Flink's own sums. */
    private void checkMemory() {
      Configuration values = Configuration.fromMap(configuration());
      checkMemory(
          "taskManager",
          size -> {
            values.setString("taskmanager.memory.process.size", size);
            TaskExecutorProcessUtils.processSpecFromConfig(values);
          });
      checkMemory(
          "jobManager",
          size -> {
            values.setString("jobmanager.memory.process.size", size);
            JobManagerProcessUtils.processSpecFromConfig(values);
          });
    }

    private interface Sums {
      void check(String size);
    }

    private void checkMemory(String process, Sums sums) {
      String field = "spec." + process + ".resource.memory";
      String size = deployment.at(field).asText();
      try {
        MemorySize.parse(size);
        sums.check(size);
      } catch (RuntimeException e) {
        add(deployment, field, "'" + size + "' will not do: " + e.getMessage());
      }
    }

    private void checkContainers() {
      Pod pod = new Pod(deployment);
      pod.containers()
          .filter(c -> !c.text("name").equals(Pod.MAIN) && c.text("image").isEmpty())
          .forEach(
              c ->
                  add(
                      deployment,
                      c.path() + ".name",
                      "is to be " + Pod.MAIN + ", or have an image"));
      checkProbes("spec.jobManager.podTemplate.spec", "8081");
      checkProbes("spec.taskManager.podTemplate.spec", "6122");
    }

    private void checkProbes(String template, String port) {
      new Part(template, deployment.at(template))
          .each("containers")
          .forEach(
              container -> {
                for (String probe : List.of("startupProbe", "livenessProbe", "readinessProbe")) {
                  JsonNode node = container.node().path(probe);
                  for (String way : List.of("httpGet", "tcpSocket")) {
                    if (node.has(way) && !node.path(way).path("port").asText().equals(port)) {
                      add(
                          deployment,
                          container.path() + "." + probe + "." + way + ".port",
                          "Flink listens on " + port);
                    }
                  }
                }
              });
    }

    /** The job of a deployment, or of a session. */
    void checkJob(Resource job) {
      String mode = job.at("spec.job.upgradeMode").asText();
      if (mode.equals("stateless") || mode.isEmpty()) {
        add(job, "spec.job.upgradeMode", "an upgrade would lose the state");
      }
      require("high-availability.type", "upgrades with state need it");
      require("high-availability.storageDir", "upgrades with state need it");
      require("execution.checkpointing.dir", "there would be no checkpoint to go on from");
      require("execution.checkpointing.savepoint-dir", "upgrades by savepoint need it");
      String jar = job.at("spec.job.jarURI").asText();
      if (!jar.matches("(local:///opt/flink/|https://|s3://).+\\.jar")) {
        add(job, "spec.job.jarURI", "is no jar that Flink could fetch");
      }
      try {
        Class.forName(job.at("spec.job.entryClass").asText());
      } catch (ClassNotFoundException e) {
        add(job, "spec.job.entryClass", "there is no class " + e.getMessage());
      }
      if (job.at("spec.job.parallelism").asInt() < 1) {
        add(job, "spec.job.parallelism", "is to be at least 1");
      }
      checkArguments(job);
    }

    private void checkArguments(Resource job) {
      try {
        Configuration options =
            new JobOptions(manifests, deployment).read(job.node().at("/spec/job/args"));
        options
            .get(TrackerOptions.KAFKA_PROPERTIES)
            .forEach((name, value) -> checkFile(job, name, value));
        problems.addAll(new KafkaNeeds(manifests, job, options).problems());
      } catch (IllegalArgumentException e) {
        add(job, "spec.job.args", e.getMessage());
      }
    }

    /** What Kafka's clients are to read in the pod is mounted there. */
    private void checkFile(Resource job, String name, String value) {
      String field = "spec.job.args, kafka.properties." + name;
      var reference = REFERENCE.matcher(value);
      if (reference.matches()) {
        requireSecret(job, field, reference.group(1), reference.group(2));
      } else if (name.endsWith(".location")) {
        int slash = value.lastIndexOf('/');
        requireSecret(
            job, field, value.substring(0, Math.max(slash, 0)), value.substring(slash + 1));
      }
    }

    private void requireSecret(Resource job, String field, String folder, String key) {
      Part volume = new Pod(deployment).mounts().get(folder);
      String secret = volume == null ? "" : volume.node().at("/secret/secretName").asText();
      if (!SecretKeys.of(manifests).getOrDefault(secret, Set.of()).contains(key)) {
        add(job, field, "there will be no file " + folder + "/" + key);
      }
    }
  }
}
