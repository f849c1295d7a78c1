package org.interesttracker.job;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.ConfigurationUtils;
import org.apache.flink.configuration.CoreOptions;
import org.apache.flink.configuration.GlobalConfiguration;
import org.apache.flink.configuration.JobManagerOptions;
import org.apache.flink.configuration.RestOptions;
import org.apache.flink.configuration.SecurityOptions;
import org.apache.flink.runtime.clusterframework.TaskExecutorProcessUtils;
import org.apache.flink.runtime.entrypoint.StandaloneSessionClusterEntrypoint;
import org.apache.flink.runtime.jobmanager.JobManagerProcessUtils;
import org.apache.flink.runtime.taskexecutor.TaskManagerRunner;
import org.apache.flink.runtime.util.config.memory.ProcessMemoryUtils;

/**
 * A session cluster of Flink, each member a process of its own, with the settings of flink-conf/
 * over those that Flink ships. What Flink's start scripts do in shell is done here.
 */
final class FlinkCluster implements AutoCloseable {

  private static final String CONTAINER_VARIABLES = "containerized.taskmanager.env.";
  private static final Path FLINK_CONF = Path.of("flink-conf").toAbsolutePath();
  private static final String METRICS_PORT = "metrics.reporter.prometheus.port";
  private static final String LOCAL = "127.0.0.1";

  private final Path folder;
  private final Extras extras;
  private final Configuration config;
  private Member jobManager;
  private final List<Member> taskManagers = new CopyOnWriteArrayList<>();

  /**
   * A process of the cluster.
   *
   * @param metricsPort where its reporter answers
   */
  record Member(JvmProcess process, int metricsPort) {

    /** What its reporter answers. */
    String scrape() throws Exception {
      return new FlinkRest("http://" + LOCAL + ":" + metricsPort).text("/metrics");
    }
  }

  /**
   * What is given to a cluster beside flink-conf/.
   *
   * @param settings over those of flink-conf/
   * @param variables of the environment of all members, and of the command flink
   * @param logging system properties that say what is logged
   */
  record Extras(
      Map<String, String> settings, Map<String, String> variables, List<String> logging) {}

  /**
   * Starts a JobManager.
   *
   * @param folder for all that the cluster writes
   */
  FlinkCluster(Path folder) throws IOException {
    this(folder, new Extras(Map.of(), Map.of(), logging("log4j-console", folder)));
  }

  FlinkCluster(Path folder, Extras extras) throws IOException {
    this.folder = folder;
    this.extras = extras;
    this.config = configure(folder);
    extras.settings().forEach(config::setString);
    Files.createDirectories(folder.resolve("tmp"));
    Files.write(
        Files.createDirectories(conf()).resolve(GlobalConfiguration.FLINK_CONF_FILENAME),
        ConfigurationUtils.convertConfigToWritableLines(config, false));
    this.jobManager = startJobManager();
  }

  /** The flags that make a member or the command flink log as a file in flink-conf/ says. */
  static List<String> logging(String name, Path folder) {
    return List.of(
        "-Dlog4j.configurationFile=" + FLINK_CONF.resolve(name + ".properties").toUri(),
        "-Dlog.file=" + folder.resolve(name + ".log"));
  }

  private static Configuration configure(Path folder) throws IOException {
    Configuration config = new Configuration();
    config.addAll(GlobalConfiguration.loadConfiguration(FLINK_CONF.toString()));
    String rest = String.valueOf(Ports.free());
    Map.of(
            "jobmanager.rpc.address", LOCAL,
            "jobmanager.rpc.port", String.valueOf(Ports.free()),
            "jobmanager.bind-host", LOCAL,
            "taskmanager.host", LOCAL,
            "taskmanager.bind-host", LOCAL,
            "rest.address", LOCAL,
            "rest.port", rest,
            "rest.bind-port", rest,
            "rest.bind-address", LOCAL,
            "taskmanager.numberOfTaskSlots", "1")
        .forEach(config::setString);
    // On a busy machine members take longer to start, and to answer, than the 10 s of the default.
    config.setString("pekko.ask.timeout", "1 min");
    Map.of(
            "execution.checkpointing.dir", folder.resolve("checkpoints").toUri().toString(),
            "execution.checkpointing.savepoint-dir",
                folder.resolve("savepoints").toUri().toString(),
            "io.tmp.dirs", folder.resolve("tmp").toString())
        .forEach(config::setString);
    return config;
  }

  private Path conf() {
    return folder.resolve("conf");
  }

  private Member startJobManager() throws IOException {
    var memory = JobManagerProcessUtils.processSpecFromConfig(config);
    return start(
        "job-manager",
        words(JobManagerProcessUtils.generateJvmParametersStr(memory, config)),
        StandaloneSessionClusterEntrypoint.class,
        words(JobManagerProcessUtils.generateDynamicConfigsStr(memory)),
        Map.of());
  }

  void startTaskManager() throws IOException {
    var memory = TaskExecutorProcessUtils.processSpecFromConfig(config);
    List<String> flags = new ArrayList<>();
    flags.addAll(words(ProcessMemoryUtils.generateJvmParametersStr(memory)));
    flags.addAll(words(config.get(CoreOptions.FLINK_TM_JVM_OPTIONS)));
    flags.add("-Dorg.bytedeco.javacpp.cachedir=" + folder.resolve("tmp"));
    taskManagers.add(
        start(
            "task-manager",
            flags,
            TaskManagerRunner.class,
            words(TaskExecutorProcessUtils.generateDynamicConfigsStr(memory)),
            ConfigurationUtils.getPrefixedKeyValuePairs(CONTAINER_VARIABLES, config)));
  }

  private Member start(
      String name,
      List<String> memory,
      Class<?> main,
      List<String> dynamic,
      Map<String, String> ownVariables)
      throws IOException {
    Map<String, String> variables = new HashMap<>(extras.variables());
    variables.putAll(ownVariables);
    List<String> flags = new ArrayList<>(words(config.get(CoreOptions.FLINK_JVM_OPTIONS)));
    flags.addAll(memory);
    flags.add(JvmProcess.SHORT_LIVED);
    flags.addAll(extras.logging());
    flags.add("-Djava.io.tmpdir=" + folder.resolve("tmp"));
    List<String> arguments = new ArrayList<>(List.of("--configDir", conf().toString()));
    arguments.addAll(dynamic);
    int metricsPort = Ports.free();
    arguments.addAll(List.of("-D", METRICS_PORT + "=" + metricsPort));
    return new Member(
        JvmProcess.start(
            new JvmProcess.Program(
                name, FlinkDistribution.classPath(), flags, main.getName(), arguments, variables)),
        metricsPort);
  }

  private static List<String> words(String text) {
    return List.of(text.strip().split("\\s+"));
  }

  /** What the command flink does; returns what it prints. */
  String flink(List<String> arguments) throws Exception {
    List<String> flags = new ArrayList<>(words(config.get(CoreOptions.FLINK_JVM_OPTIONS)));
    flags.add(JvmProcess.SHORT_LIVED);
    Map<String, String> variables = new HashMap<>(extras.variables());
    variables.put("FLINK_CONF_DIR", conf().toString());
    flags.addAll(logging("log4j-cli", folder));
    return JvmProcess.run(
        new JvmProcess.Program(
            "flink-" + arguments.get(0),
            FlinkDistribution.classPath(),
            flags,
            "org.apache.flink.client.cli.CliFrontend",
            arguments,
            variables));
  }

  /** Where the web page of Flink is. */
  FlinkRest rest() throws Exception {
    String address = LOCAL + ":" + config.get(RestOptions.PORT);
    return config.get(SecurityOptions.SSL_REST_ENABLED)
        ? new FlinkRest("https://" + address, restKeys().context())
        : new FlinkRest("http://" + address);
  }

  private Tls restKeys() {
    return new Tls(
        Path.of(config.get(SecurityOptions.SSL_REST_KEYSTORE)),
        Path.of(config.get(SecurityOptions.SSL_REST_TRUSTSTORE)),
        config.get(SecurityOptions.SSL_REST_KEYSTORE_PASSWORD));
  }

  /** What the reporters of all members answer. */
  String scrape() throws Exception {
    StringBuilder all = new StringBuilder(jobManager.scrape());
    for (Member taskManager : taskManagers) {
      all.append(taskManager.scrape());
    }
    return all.toString();
  }

  /** Those that were started and not killed. */
  List<Member> taskManagers() {
    return taskManagers;
  }

  /** Where TaskManagers call the JobManager. */
  int callPort() {
    return config.get(JobManagerOptions.PORT);
  }

  /** Waits until so many TaskManagers are at hand. */
  void awaitTaskManagers(int count) throws Exception {
    Await.until(
        count + " task managers are at hand",
        () -> {
          jobManager.process().requireAlive();
          for (Member taskManager : taskManagers) {
            taskManager.process().requireAlive();
          }
          return rest().taskManagers() == count;
        });
  }

  /** The processes of the JobManager and of the TaskManagers, by their ids. */
  List<Long> pids() {
    return Stream.concat(Stream.of(jobManager), taskManagers.stream())
        .map(member -> member.process().pid())
        .toList();
  }

  /** Ends a TaskManager as a power cut would. */
  void killTaskManager() {
    taskManagers.remove(0).process().kill();
  }

  /** Ends the JobManager as a power cut would, and starts another as a supervisor would. */
  void replaceJobManager() throws IOException {
    jobManager.process().kill();
    jobManager = startJobManager();
  }

  /** Stops a TaskManager from running for as long as something is done. */
  void freezeTaskManager(JvmProcess.Meanwhile meanwhile) throws Exception {
    taskManagers.get(0).process().freeze(meanwhile);
  }

  @Override
  public void close() {
    taskManagers.forEach(taskManager -> taskManager.process().close());
    jobManager.process().close();
  }
}
