package org.interesttracker.k8s;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;

/**
 * What kustomize appends to the name of a generated config map or secret: ten digits of the SHA-256
 * of its kind, type and data as JSON, with letters that make no words (kustomize, {@code
 * api/hasher}).
 */
final class NameHash {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Map<Character, Character> DIGITS =
      Map.of('0', 'g', '1', 'h', '3', 'k', 'a', 'm', 'e', 't');

  private NameHash() {}

  static String of(ObjectNode resource) {
    Map<String, Object> hashed = new TreeMap<>();
    hashed.put("kind", resource.get("kind").asText());
    // Kustomize means to take the name, but looks for it where it is not.
    hashed.put("name", "");
    Map<String, String> data = new TreeMap<>();
    resource.get("data").properties().forEach(d -> data.put(d.getKey(), d.getValue().asText()));
    hashed.put("data", data);
    JsonNode type = resource.get("type");
    if (type != null) {
      hashed.put("type", type.asText());
    }
    StringBuilder digits = new StringBuilder();
    for (char digit : sha256(json(hashed)).substring(0, 10).toCharArray()) {
      digits.append(DIGITS.getOrDefault(digit, digit));
    }
    return digits.toString();
  }

  /** As Go writes it, which escapes what HTML gives a meaning. */
  private static String json(Object value) {
    try {
      return JSON.writeValueAsString(value)
          .replace("<", "\\u003c")
          .replace(">", "\\u003e")
          .replace("&", "\\u0026");
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String sha256(String text) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      return HexFormat.of().formatHex(digest.digest(text.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
