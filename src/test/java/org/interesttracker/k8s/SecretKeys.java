package org.interesttracker.k8s;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * The keys of all secrets that there will be, by the secret's name: of those among the resources,
 * and of those that Strimzi makes of a user and of a cluster's authority.
 */
final class SecretKeys {

  private static final Map<String, Set<String>> OF_USERS =
      Map.of(
          "tls", Set.of("ca.crt", "user.crt", "user.key", "user.p12", "user.password"),
          "scram-sha-512", Set.of("password", "sasl.jaas.config"));

  private SecretKeys() {}

  static Map<String, Set<String>> of(Manifests manifests) {
    Map<String, Set<String>> keys = new HashMap<>();
    manifests.of("Secret").forEach(secret -> keys.put(secret.name(), names(secret.at("data"))));
    manifests
        .of("KafkaUser")
        .forEach(
            user -> {
              keys.put(
                  user.name(),
                  OF_USERS.getOrDefault(user.at("spec.authentication.type").asText(), Set.of()));
              keys.put(
                  user.node().at("/metadata/labels/strimzi.io~1cluster").asText()
                      + "-cluster-ca-cert",
                  Set.of("ca.crt", "ca.p12", "ca.password"));
            });
    return keys;
  }

  static Set<String> names(JsonNode object) {
    Set<String> names = new HashSet<>();
    object.fieldNames().forEachRemaining(names::add);
    return names;
  }
}
