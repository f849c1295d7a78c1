package org.interesttracker.job;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.flink.configuration.ReadableConfig;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.DescribeConsumerGroupsOptions;
import org.apache.kafka.clients.admin.DescribeTopicsOptions;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.errors.GroupAuthorizationException;
import org.apache.kafka.common.errors.GroupIdNotFoundException;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.apache.kafka.common.errors.TransactionalIdAuthorizationException;
import org.apache.kafka.common.errors.TransactionalIdNotFoundException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.apache.kafka.common.utils.Utils;

/**
 * Asks the brokers before a start whether they will do what the job needs of them: that they can be
 * reached and trusted, know the user, have the topics, and grant the permissions. Clients within
 * the job would try again for minutes, or for good. It writes nothing.
 */
final class KafkaCheck {

  private static final String PAGE = " (docs/PRIVACY.md, Encryption, lists what the job needs)";

  /** For the client to tell itself why there was no answer. */
  private static final Duration SPARE = Duration.ofSeconds(1);

  /** A reference that no provider knew is left as it stands. */
  private static final Pattern UNRESOLVED = Pattern.compile("\\$\\{(?:env|file|directory):[^}]*}");

  private final KafkaNeeds needs;
  private final Properties properties;
  private final String servers;
  private final Duration within;
  private final long deadline;
  private final String protocol;

  KafkaCheck(ReadableConfig config, KafkaNeeds needs) {
    this.needs = needs;
    this.servers = config.get(TrackerOptions.KAFKA_SERVERS);
    this.within = config.get(TrackerOptions.KAFKA_ANSWER);
    this.deadline = System.nanoTime() + within.toNanos();
    this.properties = KafkaClients.properties(config);
    this.protocol =
        properties.getProperty(
            CommonClientConfigs.SECURITY_PROTOCOL_CONFIG,
            CommonClientConfigs.DEFAULT_SECURITY_PROTOCOL);
    properties.setProperty(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, servers);
    String millis = Long.toString(within.toMillis());
    properties.setProperty(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, millis);
    properties.setProperty(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, millis);
  }

  /**
   * Returns if nothing of Kafka is needed, if the brokers have all that is, or if {@code
   * kafka.answer-within} is 0.
   *
   * @throws KafkaAccessException otherwise, within about that time
   */
  static void check(ReadableConfig config) {
    KafkaNeeds needs = KafkaNeeds.of(config);
    if (!needs.isEmpty() && !config.get(TrackerOptions.KAFKA_ANSWER).isZero()) {
      new KafkaCheck(config, needs).check();
    }
  }

  private void check() {
    try (Admin admin = connect()) {
      Answer answer = ask(admin);
      if (!answer.missing().isEmpty()) {
        throw refused(notGranted(answer.missing()));
      }
      if (!answer.absent().isEmpty()) {
        throw refused(
            "have no topic %s; create it, or correct its name in the options"
                .formatted(String.join(", ", answer.absent())));
      }
    }
  }

  /**
   * What the brokers say.
   *
   * @param missing permissions that the user lacks
   * @param absent topics that there are not
   * @param topics those that there are
   */
  record Answer(
      List<String> missing, List<String> absent, SortedMap<String, TopicDescription> topics) {}

  /**
   * A client of brokers that take connections.
   *
   * @throws KafkaAccessException if there are none, or a secret is not there
   */
  Admin connect() {
    requireSecrets();
    requireReachable();
    return open();
  }

  /**
   * Asks for topics and permissions.
   *
   * @throws KafkaAccessException if there is no answer, or the user is not known
   */
  Answer ask(Admin admin) {
    Answer answer = new Answer(new ArrayList<>(), new ArrayList<>(), new TreeMap<>());
    checkTopics(admin, answer);
    if (!needs.reads().isEmpty()) {
      checkGroup(admin, answer.missing());
    }
    needs
        .transactionalIds()
        .ifPresent(prefix -> checkTransactions(admin, prefix, answer.missing()));
    return answer;
  }

  static String notGranted(List<String> missing) {
    return "do not grant the user %s; grant it%s".formatted(String.join(", ", missing), PAGE);
  }

  /** Kafka takes a reference that it cannot resolve for the secret itself. */
  private void requireSecrets() {
    Map<String, Object> resolved;
    try {
      resolved = new AdminClientConfig(properties).originals();
    } catch (ConfigException e) {
      throw new KafkaAccessException(
          false, "The options kafka.properties cannot be used: " + e.getMessage());
    }
    properties.forEach(
        (name, given) -> {
          Matcher reference = UNRESOLVED.matcher(String.valueOf(resolved.get(name)));
          if (reference.find() && String.valueOf(given).contains(reference.group())) {
            throw new KafkaAccessException(
                false,
                ("kafka.properties.%s refers to %s, but there is nothing by that name; set it"
                        + " where the job runs")
                    .formatted(name, reference.group()));
          }
        });
  }

  /** One that answers will do, as for the clients. */
  private void requireReachable() {
    List<String> failures = new ArrayList<>();
    String[] all = servers.strip().split("\\s*,\\s*");
    // One that is silent leaves time for the others; 0 would be no limit.
    int millis = (int) Math.min(Integer.MAX_VALUE, Math.max(1, within.toMillis() / all.length));
    for (String server : all) {
      String host = Utils.getHost(server);
      Integer port = Utils.getPort(server);
      if (host == null || port == null) {
        throw new KafkaAccessException(
            false, "kafka.bootstrap-servers has '" + server + "', which is not host:port");
      }
      try (Socket socket = new Socket()) {
        socket.connect(new InetSocketAddress(host, port), millis);
        return;
      } catch (UnknownHostException e) {
        failures.add(server + " (unknown host)");
      } catch (IOException e) {
        failures.add(server + " (" + e.getMessage() + ")");
      }
    }
    throw new KafkaAccessException(
        false,
        "No Kafka broker can be reached at %s; start it, or correct kafka.bootstrap-servers"
            .formatted(String.join(", ", failures)));
  }

  private Admin open() {
    try {
      return Admin.create(properties);
    } catch (KafkaException e) {
      throw new KafkaAccessException(false, KafkaFailure.ofClient(e));
    }
  }

  private void checkTopics(Admin admin, Answer answer) {
    List<String> missing = answer.missing();
    Map<String, KafkaFuture<TopicDescription>> topics =
        admin
            .describeTopics(
                needs.topics(), new DescribeTopicsOptions().includeAuthorizedOperations(true))
            .topicNameValues();
    topics.forEach(
        (topic, described) -> {
          try {
            TopicDescription description = get(described);
            answer.topics().put(topic, description);
            Set<AclOperation> allowed = description.authorizedOperations();
            if (needs.reads().contains(topic)) {
              require(allowed, AclOperation.READ, "topic " + topic, missing);
            }
            if (needs.writes().contains(topic)) {
              require(allowed, AclOperation.WRITE, "topic " + topic, missing);
            }
          } catch (ExecutionException e) {
            if (e.getCause() instanceof TopicAuthorizationException) {
              missing.add(operation(topic) + " on topic " + topic);
            } else if (e.getCause() instanceof UnknownTopicOrPartitionException) {
              answer.absent().add(topic);
            } else {
              throw failed(e.getCause());
            }
          }
        });
  }

  private AclOperation operation(String topic) {
    return needs.reads().contains(topic) ? AclOperation.READ : AclOperation.WRITE;
  }

  private void checkGroup(Admin admin, List<String> missing) {
    String group = "group " + needs.group();
    try {
      var described =
          admin
              .describeConsumerGroups(
                  List.of(needs.group()),
                  new DescribeConsumerGroupsOptions().includeAuthorizedOperations(true))
              .describedGroups()
              .get(needs.group());
      require(get(described).authorizedOperations(), AclOperation.READ, group, missing);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof GroupAuthorizationException) {
        missing.add(AclOperation.READ + " on " + group);
      } else if (!(e.getCause() instanceof GroupIdNotFoundException)) {
        throw failed(e.getCause());
      }
    }
  }

  /** Which needs DESCRIBE only; WRITE implies it, and to ask for that would write. */
  private void checkTransactions(Admin admin, String prefix, List<String> missing) {
    String id = prefix + "-check";
    try {
      get(admin.describeTransactions(List.of(id)).description(id));
    } catch (ExecutionException e) {
      if (e.getCause() instanceof TransactionalIdAuthorizationException) {
        missing.add("WRITE on transactional ids that begin with " + prefix);
      } else if (!(e.getCause() instanceof TransactionalIdNotFoundException)) {
        throw failed(e.getCause());
      }
    }
  }

  /** Brokers without an authorizer grant all. */
  private static void require(
      Set<AclOperation> allowed, AclOperation operation, String what, List<String> missing) {
    if (allowed != null && !allowed.contains(operation)) {
      missing.add(operation + " on " + what);
    }
  }

  /** Waits until the time is over that all answers have together. */
  <T> T get(KafkaFuture<T> answer) throws ExecutionException {
    try {
      long left = Math.max(0, deadline - System.nanoTime());
      return answer.get(left + SPARE.toNanos(), TimeUnit.NANOSECONDS);
    } catch (TimeoutException e) {
      throw silent();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new KafkaAccessException(false, "Interrupted while the Kafka brokers were asked");
    }
  }

  KafkaAccessException failed(Throwable cause) {
    return cause instanceof org.apache.kafka.common.errors.TimeoutException
        ? silent()
        : refused(KafkaFailure.of(cause));
  }

  private KafkaAccessException silent() {
    return new KafkaAccessException(
        false,
        ("The Kafka brokers at %s take connections, but did not answer within %d s in the protocol"
                + " %s; correct kafka.properties.security.protocol, or the port in"
                + " kafka.bootstrap-servers, or raise kafka.answer-within")
            .formatted(servers, within.toSeconds(), protocol));
  }

  private KafkaAccessException refused(String what) {
    return new KafkaAccessException(true, "The Kafka brokers at " + servers + " " + what);
  }
}
