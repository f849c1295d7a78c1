package org.interesttracker.job;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** An authority of certificates and what it signs, made by the keytool of the JDK. */
final class Certificates {

  private static final String ALIAS = "key";

  private final Path folder;
  private final String name;
  private final String password;
  private final Path authority;

  /**
   * @param folder for all files
   * @param name of the authority
   * @param password of all stores
   */
  Certificates(Path folder, String name, String password) throws Exception {
    this.folder = folder;
    this.name = name;
    this.password = password;
    this.authority = folder.resolve(name + ".p12");
    generate(authority, "CN=" + name, "bc:c");
    run(
        "-exportcert",
        List.of("-rfc", "-alias", ALIAS, "-file", certificate().toString()),
        authority);
  }

  /** A store with a key and its certificate, signed by the authority. */
  Path issue(String host, String names) throws Exception {
    Path store = folder.resolve(name + "-" + host + ".p12");
    Path request = folder.resolve(host + ".csr");
    Path signed = folder.resolve(host + ".pem");
    generate(store, "CN=" + host, "san=" + names);
    run("-certreq", List.of("-alias", ALIAS, "-file", request.toString()), store);
    run(
        "-gencert",
        List.of(
            "-rfc",
            "-alias",
            ALIAS,
            "-ext",
            "san=" + names,
            "-infile",
            request.toString(),
            "-outfile",
            signed.toString()),
        authority);
    importCertificate(store, "authority", certificate());
    importCertificate(store, ALIAS, signed);
    return store;
  }

  /** A store with the authority's certificate, and no key. */
  Path trust() throws Exception {
    Path store = folder.resolve(name + "-trust.p12");
    importCertificate(store, "authority", certificate());
    return store;
  }

  String password() {
    return password;
  }

  private Path certificate() {
    return folder.resolve(name + ".pem");
  }

  private void generate(Path store, String subject, String extension) throws Exception {
    run(
        "-genkeypair",
        List.of("-keyalg", "RSA", "-dname", subject, "-ext", extension, "-alias", ALIAS),
        store);
  }

  private void importCertificate(Path store, String alias, Path file) throws Exception {
    run("-importcert", List.of("-noprompt", "-alias", alias, "-file", file.toString()), store);
  }

  private void run(String command, List<String> options, Path store) throws Exception {
    List<String> line = new ArrayList<>();
    line.add(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
    line.add("-J" + JvmProcess.SHORT_LIVED);
    line.add(command);
    line.addAll(options);
    line.addAll(List.of("-keystore", store.toString(), "-storepass", password));
    line.addAll(List.of("-storetype", "PKCS12"));
    Process process = new ProcessBuilder(line).redirectErrorStream(true).start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (process.waitFor() != 0) {
      throw new IOException("keytool " + command + " ended with " + said);
    }
  }
}
