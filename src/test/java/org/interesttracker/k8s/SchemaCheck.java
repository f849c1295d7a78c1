package org.interesttracker.k8s;

import com.networknt.schema.JsonSchema;
import com.networknt.schema.ValidationMessage;
import java.util.List;
import java.util.stream.Stream;
import org.interesttracker.k8s.Manifests.Resource;

/** Each resource is of a kind that is known, and has fields of that kind and their types only. */
final class SchemaCheck implements ManifestCheck {

  private static final String NAME = "[a-z0-9]([-a-z0-9.]{0,251}[a-z0-9])?";

  @Override
  public List<String> problems(Manifests manifests) {
    return manifests.all().flatMap(SchemaCheck::problems).toList();
  }

  private static Stream<String> problems(Resource resource) {
    JsonSchema schema = ResourceSchemas.of(resource.at("apiVersion").asText(), resource.kind());
    if (schema == null) {
      return Stream.of(
          resource.problem(
              "apiVersion",
              resource.at("apiVersion").asText() + " has no kind " + resource.kind()));
    }
    if (!resource.name().matches(NAME)) {
      return Stream.of(resource.problem("metadata.name", "is to be lower case letters, digits, -"));
    }
    return schema.validate(resource.node()).stream().map(message -> said(resource, message));
  }

  private static String said(Resource resource, ValidationMessage message) {
    String place = message.getInstanceLocation().toString().replaceAll("\\[(\\d+)]", ".$1");
    String field = message.getProperty() == null ? place : place + "." + message.getProperty();
    return resource.problem(field.replaceFirst("^\\$\\.", ""), message.getMessage());
  }
}
