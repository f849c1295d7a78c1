package org.interesttracker.job;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListTransactionsOptions;
import org.apache.kafka.clients.admin.TransactionDescription;
import org.apache.kafka.clients.admin.TransactionListing;
import org.apache.kafka.clients.admin.TransactionState;
import org.interesttracker.metrics.Scrape;
import org.interesttracker.metrics.TrackerMetric;

/**
 * A cluster with a JobManager that ZooKeeper finds again, two TaskManagers, a broker behind a wire
 * that can be cut, and checkpoints on a disk that can be filled; and the job on it.
 */
final class ChaosCluster implements AutoCloseable {

  static final int PARTITIONS = 3;

  static final String GROUP = "interest-tracker";
  private static final Pattern JOB = Pattern.compile("submitted with JobID (\\w+)");
  private static final Pattern SAVEPOINT = Pattern.compile("Savepoint completed. Path: (\\S+)");

  private final Path folder;
  private final List<AutoCloseable> parts = new ArrayList<>();
  private final Path orders;
  private final Path model;
  private final SmallDisk disk;
  private final KafkaBroker broker;
  private final TcpProxy wire;
  private final int wirePort;
  private final FlinkCluster flink;
  private final Duration transactionTimeout;
  private volatile String job;

  /**
   * Starts all but the job.
   *
   * @param folder for all that it writes
   * @param transactionTimeout of what the job writes
   */
  ChaosCluster(Path folder, Duration transactionTimeout) throws Exception {
    this.folder = folder;
    this.transactionTimeout = transactionTimeout;
    this.orders = Files.createDirectory(folder.resolve("orders"));
    this.model = copyOfModel();
    try {
      this.disk = keep(SmallDisk.at(folder.resolve("checkpoints"), "256m"));
      ZooKeeperNode zooKeeper =
          keep(ZooKeeperNode.start(Files.createDirectory(folder.resolve("zookeeper"))));
      int end = Ports.free();
      this.wirePort = Ports.free();
      this.wire = keep(new TcpProxy(wirePort, end));
      this.broker =
          keep(KafkaBroker.behind(Files.createDirectory(folder.resolve("broker")), wirePort, end));
      this.flink = keep(new FlinkCluster(folder.resolve("flink"), extras(zooKeeper)));
      flink.startTaskManager();
      flink.startTaskManager();
      flink.awaitTaskManagers(2);
    } catch (Exception | Error e) {
      close();
      throw e;
    }
  }

  private <T extends AutoCloseable> T keep(T part) {
    parts.add(0, part);
    return part;
  }

  private Path copyOfModel() throws IOException {
    Path shipped = Path.of("src", "main", "resources", "models", "default");
    Path copy = Files.createDirectory(folder.resolve("model"));
    try (Stream<Path> files = Files.list(shipped)) {
      for (Path file : files.toList()) {
        Files.copy(file, copy.resolve(file.getFileName()));
      }
    }
    return copy;
  }

  /** What makes a failure be noticed soon, where Flink's defaults take a minute. */
  private FlinkCluster.Extras extras(ZooKeeperNode zooKeeper) {
    return new FlinkCluster.Extras(
        Map.of(
            "high-availability.type", "zookeeper",
            "high-availability.zookeeper.quorum", zooKeeper.servers(),
            "high-availability.zookeeper.client.session-timeout", "10 s",
            "high-availability.storageDir", folder.resolve("ha").toUri().toString(),
            "execution.checkpointing.dir", folder.resolve("checkpoints").toUri().toString(),
            "heartbeat.interval", "2 s",
            "heartbeat.timeout", "30 s",
            "restart-strategy.exponential-delay.max-backoff", "3 s"),
        Map.of(),
        FlinkCluster.logging("log4j-console", folder));
  }

  KafkaBroker broker() {
    return broker;
  }

  KafkaTopics topics() {
    return new KafkaTopics(broker);
  }

  /** Where the model lies that the job works by. */
  Path model() {
    return model;
  }

  /** Whether checkpoints are on a disk that can be filled. */
  boolean hasSmallDisk() {
    return disk.isMounted();
  }

  /** Submits the job, and waits until it runs and has read what the users ordered. */
  void startJob() throws Exception {
    job = submit(List.of());
    await("the job runs", this::isRunning);
    await("the orders are read", () -> topics().isRead("control", GROUP));
  }

  /**
   * @param flags of the command run of Flink
   */
  private String submit(List<String> flags) throws Exception {
    List<String> arguments = new ArrayList<>(List.of("run", "-d", "-p", "2"));
    arguments.addAll(flags);
    arguments.addAll(
        List.of(
            "-c",
            ChaosJob.class.getName(),
            "-C",
            ChaosJob.class.getProtectionDomain().getCodeSource().getLocation().toString(),
            Artifacts.jobJar().toString(),
            orders.toString(),
            KafkaTopics.EXAMPLE.toAbsolutePath().toString(),
            "kafka.bootstrap-servers=127.0.0.1:" + wirePort,
            "events.idle-after=1 h",
            "catalog.quiet-after=2 s",
            "catalog.first-record-within=5 s",
            "model.path=" + model,
            "text.encoder=en",
            "output.transaction-timeout=" + transactionTimeout.toSeconds() + " s",
            "execution.checkpointing.interval=3 s"));
    return find(JOB, flink.flink(arguments));
  }

  /** Whether all that was sent is read, and in a checkpoint. */
  boolean hasReadAll() throws Exception {
    return topics().isRead("events", GROUP);
  }

  /** Closes all windows and stops the job; returns its savepoint. */
  String drain() throws Exception {
    return find(SAVEPOINT, flink.flink(List.of("stop", "--drain", "--type", "canonical", job)));
  }

  private static String find(Pattern pattern, String text) {
    Matcher matcher = pattern.matcher(text);
    if (!matcher.find()) {
      throw new AssertionError(text);
    }
    return matcher.group(1);
  }

  /** As {@link Await}, but that members which are down do not answer is no failure. */
  static void await(String what, Callable<Boolean> condition) throws Exception {
    Await.until(
        what,
        () -> {
          try {
            return condition.call();
          } catch (IOException e) {
            return false;
          }
        });
  }

  /** How often the job was restored, as the JobManager that leads now has counted. */
  int restored() throws Exception {
    return flink.rest().restored(job);
  }

  boolean isRunning() throws Exception {
    return flink.rest().isRunning(job);
  }

  FlinkRest.Checkpoint lastCheckpoint() throws Exception {
    return flink.rest().checkpoint(job);
  }

  FlinkCluster flink() {
    return flink;
  }

  /** How many records of the events could be used, since the job was last started. */
  long accepted() throws Exception {
    return (long)
        Scrape.of(flink.scrape())
            .of(TrackerMetric.RECORDS_ACCEPTED.prometheusName(), Map.of("input", "events"))
            .stream()
            .mapToDouble(Scrape.Series::value)
            .sum();
  }

  void replaceTaskManager() throws Exception {
    flink.killTaskManager();
    flink.startTaskManager();
  }

  void replaceJobManager() throws Exception {
    flink.replaceJobManager();
  }

  /** Kills all members and starts others. */
  void replaceAll() throws Exception {
    flink.killTaskManager();
    flink.killTaskManager();
    flink.replaceJobManager();
    flink.startTaskManager();
    flink.startTaskManager();
  }

  /** Until the others no longer count on it. */
  void freezeTaskManager() throws Exception {
    int before = flink.rest().taskManagers();
    flink.freezeTaskManager(
        () -> await("the task manager is given up", () -> flink.rest().taskManagers() < before));
  }

  void replaceBroker() throws Exception {
    broker.kill();
    broker.restart();
  }

  /**
   * Beyond the timeout of transactions, which the broker then aborts. Not between the two phases of
   * a commit: what a checkpoint holds for written must not be aborted.
   */
  void freezeBroker() throws Exception {
    await("no transaction waits for its commit", this::isBetweenCheckpoints);
    broker.freeze(() -> pass(transactionTimeout.plusSeconds(5)));
  }

  /** Right after a checkpoint, with no transaction from before it. */
  private boolean isBetweenCheckpoints() throws Exception {
    FlinkRest.Checkpoint last = flink.rest().checkpoint(job);
    if (last.inProgress() || last.id() == 0) {
      return false;
    }
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", broker.servers()))) {
      List<String> open =
          admin
              .listTransactions(
                  new ListTransactionsOptions().filterStates(List.of(TransactionState.ONGOING)))
              .all()
              .get()
              .stream()
              .map(TransactionListing::transactionalId)
              .toList();
      for (TransactionDescription one : admin.describeTransactions(open).all().get().values()) {
        if (one.transactionStartTimeMs().orElse(Long.MAX_VALUE) < last.triggered()) {
          return false;
        }
      }
    }
    return System.currentTimeMillis() - last.triggered() < 2_000
        && flink.rest().checkpoint(job).equals(last);
  }

  /** Longer than a client waits for an answer. */
  void cutWire() throws Exception {
    wire.cut(() -> pass(Duration.ofSeconds(35)));
  }

  private static void pass(Duration time) throws InterruptedException {
    Thread.sleep(time.toMillis());
  }

  void failTask() throws Exception {
    Path told = Files.createFile(orders.resolve(ChaosJob.FAIL));
    Await.until("a task throws", () -> !Files.exists(told));
  }

  /** Until the job has failed for want of checkpoints and was restored. */
  void fillDisk() throws Exception {
    int before = restored();
    disk.fill(() -> await("checkpoints fail too often", () -> restored() > before));
  }

  /**
   * While a TaskManager is replaced: the job ends and says what it lacks. It is started again from
   * its last checkpoint.
   */
  void takeModelAway() throws Exception {
    Path away = Files.move(model, folder.resolve("away"));
    try {
      replaceTaskManager();
      await("the job ends", () -> flink.rest().status(job).equals("FAILED"));
    } finally {
      Files.move(away, model);
    }
    String failures = flink.rest().failures(job);
    if (!failures.contains(model.toString())) {
      throw new AssertionError("The failure does not name the model: " + failures);
    }
    job = submit(List.of("-s", flink.rest().lastCheckpointPath(job)));
  }

  @Override
  public void close() {
    for (AutoCloseable part : parts) {
      try {
        part.close();
      } catch (Exception e) {
        throw new IllegalStateException(e);
      }
    }
  }
}
