package org.interesttracker.k8s;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.databind.DeserializationConfig;
import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.introspect.BeanPropertyDefinition;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.api.model.AnyType;
import io.fabric8.kubernetes.api.model.Quantity;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The JSON Schema of a model in Java, as Jackson sees it: its fields and no others, with their
 * types. A class of {@code JsonSubTypes} is one of them, by the field that tells which.
 */
final class ModelSchema {

  private static final ObjectMapper MAPPER = new ObjectMapper();

  private final DeserializationConfig config = MAPPER.getDeserializationConfig();
  private final ObjectNode definitions = MAPPER.createObjectNode();
  private final Set<String> begun = new HashSet<>();

  private ModelSchema() {}

  static ObjectNode of(Class<?> model) {
    ModelSchema schema = new ModelSchema();
    ObjectNode root = schema.schema(MAPPER.constructType(model));
    root.set("$defs", schema.definitions);
    return root;
  }

  private ObjectNode schema(JavaType type) {
    ObjectNode schema = MAPPER.createObjectNode();
    Class<?> raw = type.getRawClass();
    if (raw == Quantity.class || AnyType.class.isAssignableFrom(raw)) {
      schema.putArray("type").add("string").add("number");
    } else if (type.isMapLikeType()) {
      schema.put("type", "object").set("additionalProperties", schema(type.getContentType()));
    } else if (type.isCollectionLikeType() || type.isArrayType()) {
      schema.put("type", "array").set("items", schema(type.getContentType()));
    } else if (type.isEnumType()) {
      ArrayNode values = schema.putArray("enum");
      for (Object constant : raw.getEnumConstants()) {
        values.add(MAPPER.convertValue(constant, String.class));
      }
    } else if (raw == String.class) {
      schema.put("type", "string");
    } else if (raw == Boolean.class || raw == boolean.class) {
      schema.put("type", "boolean");
    } else if (raw == Double.class || raw == double.class) {
      schema.put("type", "number");
    } else if (Number.class.isAssignableFrom(raw) || raw == int.class || raw == long.class) {
      schema.put("type", "integer");
    } else if (raw != Object.class && raw != Void.class) {
      schema.put("$ref", "#/$defs/" + define(type));
    }
    return schema;
  }

  private String define(JavaType type) {
    String name = type.getRawClass().getName();
    if (begun.add(name)) {
      JsonSubTypes kinds = type.getRawClass().getAnnotation(JsonSubTypes.class);
      definitions.set(name, kinds == null ? object(type, Map.of()) : oneOf(type, kinds));
    }
    return name;
  }

  private ObjectNode oneOf(JavaType type, JsonSubTypes kinds) {
    String field = type.getRawClass().getAnnotation(JsonTypeInfo.class).property();
    ObjectNode schema = MAPPER.createObjectNode().put("type", "object");
    schema.putArray("required").add(field);
    ArrayNode names = schema.putObject("properties").putObject(field).putArray("enum");
    ArrayNode rules = schema.putArray("allOf");
    for (JsonSubTypes.Type kind : kinds.value()) {
      names.add(kind.name());
      ObjectNode rule = rules.addObject();
      rule.putObject("if").putObject("properties").putObject(field).put("const", kind.name());
      rule.set("then", object(MAPPER.constructType(kind.value()), Map.of(field, kind.name())));
    }
    return schema;
  }

  private ObjectNode object(JavaType type, Map<String, String> constants) {
    ObjectNode schema = MAPPER.createObjectNode().put("type", "object");
    ObjectNode properties = schema.putObject("properties");
    List<BeanPropertyDefinition> found = config.introspect(type).findProperties();
    for (BeanPropertyDefinition property : found) {
      if (property.couldDeserialize() && !property.getName().equals("additionalProperties")) {
        properties.set(property.getName(), schema(property.getPrimaryType()));
        if (property.isRequired()) {
          schema.withArrayProperty("required").add(property.getName());
        }
      }
    }
    constants.forEach((name, value) -> properties.putObject(name).put("const", value));
    return schema.put("additionalProperties", false);
  }
}
