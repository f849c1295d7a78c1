package org.interesttracker.job;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.flink.configuration.Configuration;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.acl.AccessControlEntry;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.acl.AclPermissionType;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourcePattern;
import org.apache.kafka.common.resource.ResourceType;

/**
 * A broker with TLS, SCRAM and permissions, and what the example in flink-conf/ needs for it. The
 * plain listener, where all is allowed, is for the test itself.
 */
final class SecuredKafka implements AutoCloseable {

  /** The user with the permissions that docs/PRIVACY.md lists. */
  static final String USER = "interest-tracker";

  static final Path EXAMPLE = Path.of("flink-conf", "kafka-security.yaml");

  private static final Path PAGE = Path.of("docs", "PRIVACY.md");
  private static final Pattern PERMISSION =
      Pattern.compile(
          "(?m)^\\| (topic|group|transactional id)(, prefixed)? \\| `([^`]+)`[^|]* \\| (\\w+) \\|");

  private static final String SECURED = "SECURED";
  private static final String MISNAMED = "MISNAMED";

  private final Path folder;
  private final KafkaBroker broker;
  private final Map<String, Integer> ports;
  private final Map<String, String> passwords;
  private final Certificates certificates;

  private SecuredKafka(
      Path folder,
      KafkaBroker broker,
      Map<String, Integer> ports,
      Map<String, String> passwords,
      Certificates certificates) {
    this.folder = folder;
    this.broker = broker;
    this.ports = ports;
    this.passwords = passwords;
    this.certificates = certificates;
  }

  /**
   * @param folder for all that it writes
   * @param others users beside {@link #USER}, who may nothing yet
   */
  static SecuredKafka start(Path folder, String... others) throws Exception {
    Certificates certificates = new Certificates(folder, "authority", secret());
    certificates.trust();
    Map<String, String> passwords = new HashMap<>();
    passwords.put(USER, secret());
    for (String other : others) {
      passwords.put(other, secret());
    }
    Map<String, Integer> ports = Map.of(SECURED, Ports.free(), MISNAMED, Ports.free());
    KafkaBroker broker =
        KafkaBroker.start(
            Files.createDirectory(folder.resolve("broker")),
            ports,
            settings(certificates),
            passwords);
    SecuredKafka kafka = new SecuredKafka(folder, broker, ports, passwords, certificates);
    kafka.grant(USER, permission -> true);
    return kafka;
  }

  private static Map<String, String> settings(Certificates certificates) throws Exception {
    Map<String, String> settings = new HashMap<>();
    settings.put(
        "listener.security.protocol.map",
        "PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT,SECURED:SASL_SSL,MISNAMED:SASL_SSL");
    settings.put("inter.broker.listener.name", "PLAINTEXT");
    settings.put("sasl.enabled.mechanisms", "SCRAM-SHA-512");
    settings.put(
        "authorizer.class.name", "org.apache.kafka.metadata.authorizer.StandardAuthorizer");
    settings.put("super.users", "User:ANONYMOUS");
    listener(
        settings,
        SECURED,
        certificates.issue("broker", "ip:127.0.0.1,dns:localhost"),
        certificates);
    listener(
        settings, MISNAMED, certificates.issue("elsewhere", "dns:elsewhere.test"), certificates);
    return settings;
  }

  private static void listener(
      Map<String, String> settings, String name, Path store, Certificates certificates) {
    String prefix = "listener.name." + name.toLowerCase(Locale.ROOT) + ".";
    settings.put(prefix + "ssl.keystore.type", "PKCS12");
    settings.put(prefix + "ssl.keystore.location", store.toString());
    settings.put(prefix + "ssl.keystore.password", certificates.password());
    settings.put(
        prefix + "scram-sha-512.sasl.jaas.config",
        "org.apache.kafka.common.security.scram.ScramLoginModule required;");
  }

  /** What nobody can guess and nothing else holds. */
  static String secret() {
    return "s3cr3t-" + UUID.randomUUID();
  }

  /** Grants those of the permissions in docs/PRIVACY.md that are chosen. */
  void grant(String user, Predicate<AclBinding> chosen) throws Exception {
    List<AclBinding> permissions = new ArrayList<>();
    Matcher row = PERMISSION.matcher(Files.readString(PAGE));
    while (row.find()) {
      for (String name : values(row.group(3))) {
        permissions.add(
            new AclBinding(
                new ResourcePattern(
                    ResourceType.fromString(row.group(1).replace(' ', '_')),
                    name,
                    row.group(2) == null ? PatternType.LITERAL : PatternType.PREFIXED),
                new AccessControlEntry(
                    "User:" + user,
                    "*",
                    AclOperation.fromString(row.group(4)),
                    AclPermissionType.ALLOW)));
      }
    }
    permissions.removeIf(chosen.negate());
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", broker.servers()))) {
      admin.createAcls(permissions).all().get();
    }
  }

  /** What the example of the job's options has for options of this name. */
  private static List<String> values(String name) {
    Configuration config = KafkaTopics.example();
    Pattern names = Pattern.compile(name.replace(".", "\\.").replace("*", "[a-z-]+"));
    return TrackerOptions.all().stream()
        .filter(option -> names.matcher(option.key()).matches())
        .map(config::get)
        .filter(Objects::nonNull)
        .map(String::valueOf)
        .toList();
  }

  /** For the test itself, by the plain listener. */
  KafkaTopics topics() {
    return new KafkaTopics(broker);
  }

  /** Where TLS and a user are not asked for. */
  String plainServers() {
    return broker.servers();
  }

  String securedServers() {
    return "127.0.0.1:" + ports.get(SECURED);
  }

  /** Where the certificate is one for another host. */
  String misnamedServers() {
    return "127.0.0.1:" + ports.get(MISNAMED);
  }

  /** The variables that the example refers to. */
  Map<String, String> variables(String user) throws Exception {
    Map<String, String> variables = new LinkedHashMap<>();
    variables.put("KAFKA_USER", user);
    variables.put("KAFKA_PASSWORD", passwords.get(user));
    variables.put("KAFKA_TRUSTSTORE", folder.resolve("authority-trust.p12").toString());
    variables.put("KAFKA_TRUSTSTORE_PASSWORD", certificates.password());
    return variables;
  }

  /** The example with a file in the place of the environment. */
  Path example(String name, Map<String, String> variables) throws Exception {
    Path secrets = folder.resolve(name + ".properties");
    Files.write(
        secrets, variables.entrySet().stream().map(e -> e.getKey() + "=" + e.getValue()).toList());
    return Files.writeString(
        folder.resolve(name + ".yaml"),
        Files.readString(EXAMPLE).replace("${env:", "${file:" + secrets + ":"));
  }

  Certificates certificates() {
    return certificates;
  }

  /** All that must not be seen. */
  List<String> secrets() {
    List<String> secrets = new ArrayList<>(passwords.values());
    secrets.add(certificates.password());
    return secrets;
  }

  @Override
  public void close() {
    broker.close();
  }
}
