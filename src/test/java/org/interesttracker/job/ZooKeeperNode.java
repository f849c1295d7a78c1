package org.interesttracker.job;

import java.net.ConnectException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** ZooKeeper of one node, as Flink's distribution starts it, in a process of its own. */
final class ZooKeeperNode implements AutoCloseable {

  private static final String MAIN = "org.apache.flink.runtime.zookeeper.FlinkZooKeeperQuorumPeer";

  private final JvmProcess process;
  private final int port;

  private ZooKeeperNode(JvmProcess process, int port) {
    this.process = process;
    this.port = port;
  }

  /**
   * @param folder for its data and configuration
   */
  static ZooKeeperNode start(Path folder) throws Exception {
    int port = Ports.free();
    Path settings =
        Files.write(
            folder.resolve("zoo.cfg"),
            List.of(
                "tickTime=1000",
                "initLimit=10",
                "syncLimit=5",
                "dataDir=" + folder.resolve("data"),
                "clientPortAddress=127.0.0.1",
                "clientPort=" + port,
                "admin.enableServer=false",
                "server.1=127.0.0.1:" + Ports.free() + ":" + Ports.free()));
    ZooKeeperNode node =
        new ZooKeeperNode(
            JvmProcess.start(
                new JvmProcess.Program(
                    "zookeeper",
                    FlinkDistribution.classPath(),
                    List.of("-Xmx128m", JvmProcess.SHORT_LIVED),
                    MAIN,
                    List.of("--zkConfigFile", settings.toString(), "--peerId", "1"),
                    Map.of())),
            port);
    node.awaitReady();
    return node;
  }

  private void awaitReady() throws Exception {
    Await.until(
        "ZooKeeper listens",
        () -> {
          process.requireAlive();
          try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return socket.isConnected();
          } catch (ConnectException e) {
            return false;
          }
        });
  }

  /** Where clients connect, host:port. */
  String servers() {
    return "127.0.0.1:" + port;
  }

  @Override
  public void close() {
    process.close();
  }
}
