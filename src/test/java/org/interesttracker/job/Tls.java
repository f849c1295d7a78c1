package org.interesttracker.job;

import java.io.IOException;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.cert.Certificate;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManagerFactory;

/**
 * What a test speaks TLS with.
 *
 * @param keys a store with its own key, or null if it has none
 * @param trust a store with the certificates that it trusts
 */
record Tls(Path keys, Path trust, String password) {

  SSLContext context() throws Exception {
    SSLContext context = SSLContext.getInstance("TLS");
    TrustManagerFactory trusted =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    trusted.init(store(trust));
    context.init(keyManagers(), trusted.getTrustManagers(), null);
    return context;
  }

  private KeyManager[] keyManagers() throws Exception {
    if (keys == null) {
      return new KeyManager[0];
    }
    KeyManagerFactory own = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    own.init(store(keys), password.toCharArray());
    return own.getKeyManagers();
  }

  private KeyStore store(Path file) throws Exception {
    return KeyStore.getInstance(file.toFile(), password.toCharArray());
  }

  /**
   * The certificate that a port of this machine shows.
   *
   * @throws IOException if it does not speak TLS 1.2, or refuses this one
   */
  Certificate shake(int port) throws Exception {
    try (SSLSocket socket =
        (SSLSocket) context().getSocketFactory().createSocket("127.0.0.1", port)) {
      socket.setEnabledProtocols(new String[] {"TLSv1.2"});
      socket.startHandshake();
      return socket.getSession().getPeerCertificates()[0];
    }
  }
}
