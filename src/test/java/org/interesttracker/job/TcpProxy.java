package org.interesttracker.job;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A wire between two processes that can be cut: while it is, connections stay open and bytes wait,
 * as they do when packets are lost.
 */
final class TcpProxy implements AutoCloseable {

  private static final int BUFFER = 64 * 1024;

  private final ServerSocket server;
  private final int target;
  private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
  private boolean cut;

  /**
   * @param port of the loopback interface, to listen at
   * @param target port that all connections lead to
   */
  TcpProxy(int port, int target) throws IOException {
    this.server = new ServerSocket(port, 0, InetAddress.getLoopbackAddress());
    this.target = target;
    daemon(this::accept);
  }

  /** No byte passes for as long as something is done. */
  void cut(JvmProcess.Meanwhile meanwhile) throws Exception {
    set(true);
    try {
      meanwhile.run();
    } finally {
      set(false);
    }
  }

  private synchronized void set(boolean isCut) {
    cut = isCut;
    notifyAll();
  }

  private synchronized void awaitWhole() {
    try {
      while (cut) {
        wait();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void accept() {
    while (!server.isClosed()) {
      try {
        Socket client = server.accept();
        sockets.add(client);
        daemon(() -> connect(client));
      } catch (IOException e) {
        close();
      }
    }
  }

  private void connect(Socket client) {
    awaitWhole();
    try {
      Socket to = new Socket(InetAddress.getLoopbackAddress(), target);
      sockets.add(to);
      daemon(() -> pass(client, to));
      pass(to, client);
    } catch (IOException e) {
      close(client);
    }
  }

  /** Until one end closes; then both are closed. */
  private void pass(Socket from, Socket to) {
    try {
      InputStream in = from.getInputStream();
      OutputStream out = to.getOutputStream();
      byte[] bytes = new byte[BUFFER];
      for (int read = in.read(bytes); read >= 0; read = in.read(bytes)) {
        awaitWhole();
        out.write(bytes, 0, read);
      }
    } catch (IOException e) {
      // One end is gone; so that the other learns of it, both are closed below.
    } finally {
      close(from);
      close(to);
    }
  }

  private void close(Socket socket) {
    sockets.remove(socket);
    try {
      socket.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void daemon(Runnable work) {
    Thread thread = new Thread(work, "tcp-proxy");
    thread.setDaemon(true);
    thread.start();
  }

  @Override
  public void close() {
    set(false);
    try {
      server.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    sockets.forEach(this::close);
  }
}
