package org.interesttracker.job;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.Uuid;

/** A Kafka broker of one node, its own controller (KRaft), in a process of its own. */
final class KafkaBroker implements AutoCloseable {

  private static final List<String> FLAGS = List.of("-Xmx512m", JvmProcess.SHORT_LIVED);
  private static final String LOCAL = "127.0.0.1";

  private final Path properties;
  private final String servers;
  private JvmProcess process;

  private KafkaBroker(Path properties, String servers) throws Exception {
    this.properties = properties;
    this.servers = servers;
    start();
  }

  /**
   * A broker that anybody may use.
   *
   * @param folder for its data and configuration
   */
  static KafkaBroker start(Path folder) throws Exception {
    return start(folder, Map.of(), Map.of(), Map.of());
  }

  /**
   * @param folder for its data and configuration
   * @param listeners names of listeners beside the plain one, and their ports
   * @param security further settings
   * @param users passwords by name, known by SCRAM-SHA-512
   */
  static KafkaBroker start(
      Path folder,
      Map<String, Integer> listeners,
      Map<String, String> security,
      Map<String, String> users)
      throws Exception {
    int port = Ports.free();
    Properties settings = properties(folder.resolve("data"), port, Ports.free());
    listeners.forEach((name, at) -> settings.merge("listeners", name + at(at), KafkaBroker::join));
    settings.putAll(security);
    return start(folder, port, settings, users);
  }

  /**
   * One that some reach by a detour, to which it refers them: those who ask at its end.
   *
   * @param folder for its data and configuration
   * @param detour port of the loopback interface where the detour begins
   * @param end where it ends
   */
  static KafkaBroker behind(Path folder, int detour, int end) throws Exception {
    int port = Ports.free();
    Properties settings = properties(folder.resolve("data"), port, Ports.free());
    settings.merge("listeners", "DETOUR" + at(end), KafkaBroker::join);
    settings.put("advertised.listeners", "PLAINTEXT" + at(port) + ",DETOUR" + at(detour));
    settings.put(
        "listener.security.protocol.map",
        "PLAINTEXT:PLAINTEXT,DETOUR:PLAINTEXT,CONTROLLER:PLAINTEXT");
    // So that an outage aborts what it should as soon as it is over.
    settings.put("transaction.abort.timed.out.transaction.cleanup.interval.ms", "1000");
    return start(folder, port, settings, Map.of());
  }

  private static String at(int port) {
    return "://" + LOCAL + ":" + port;
  }

  private static Object join(Object all, Object one) {
    return all + "," + one;
  }

  private static KafkaBroker start(
      Path folder, int port, Properties settings, Map<String, String> users) throws Exception {
    Path properties = write(folder, settings);
    List<String> format =
        new ArrayList<>(
            List.of("format", "-t", Uuid.randomUuid().toString(), "-c", properties.toString()));
    users.forEach(
        (user, password) ->
            format.addAll(
                List.of(
                    "--add-scram", "SCRAM-SHA-512=[name=" + user + ",password=" + password + "]")));
    JvmProcess.run(
        new JvmProcess.Program(
            "kafka-format", FLAGS, "kafka.tools.StorageTool", format.toArray(String[]::new)));
    return new KafkaBroker(properties, LOCAL + ":" + port);
  }

  private void start() throws Exception {
    process =
        JvmProcess.start(
            new JvmProcess.Program("kafka", FLAGS, "kafka.Kafka", properties.toString()));
    awaitReady();
  }

  /** Ends it as a power cut would. What it wrote stays. */
  void kill() {
    process.kill();
  }

  /** Starts it again on what it wrote; returns when it answers. */
  void restart() throws Exception {
    start();
  }

  /** Stops it from running, with all its sockets open, for as long as something is done. */
  void freeze(JvmProcess.Meanwhile meanwhile) throws Exception {
    process.freeze(meanwhile);
  }

  private static Path write(Path folder, Properties properties) throws IOException {
    Path file = folder.resolve("server.properties");
    try (var out = Files.newOutputStream(file)) {
      properties.store(out, null);
    }
    return file;
  }

  private static Properties properties(Path data, int port, int controllerPort) {
    Properties properties = new Properties();
    properties.putAll(
        Map.of(
            "process.roles", "broker,controller",
            "node.id", "1",
            "listeners",
                "PLAINTEXT://127.0.0.1:" + port + ",CONTROLLER://127.0.0.1:" + controllerPort,
            "controller.listener.names", "CONTROLLER",
            "controller.quorum.voters", "1@127.0.0.1:" + controllerPort,
            "log.dirs", data.toString(),
            "auto.create.topics.enable", "false",
            // Results carry event time, and the tests' events are older than the default retention.
            "log.retention.ms", "-1"));
    for (String internal : List.of("offsets.topic", "transaction.state.log")) {
      properties.put(internal + ".replication.factor", "1");
      properties.put(internal + ".num.partitions", "4");
    }
    properties.put("transaction.state.log.min.isr", "1");
    return properties;
  }

  private void awaitReady() throws Exception {
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", servers))) {
      Await.until(
          "the broker answers",
          () -> {
            process.requireAlive();
            try {
              return !admin.describeCluster().nodes().get().isEmpty();
            } catch (ExecutionException e) {
              return false;
            }
          });
    }
  }

  /** Where clients connect, host:port. */
  String servers() {
    return servers;
  }

  @Override
  public void close() {
    process.close();
  }
}
