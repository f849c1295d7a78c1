package org.interesttracker.docs;

import com.networknt.schema.InputFormat;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion.VersionFlag;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Set;
import java.util.TreeSet;

/** The JSON Schemas of the jar, held by a validator that is not ours. */
public final class Schemas {

  private static final JsonSchemaFactory FACTORY =
      JsonSchemaFactory.getInstance(VersionFlag.V202012);

  private Schemas() {}

  public static boolean accepts(String kind, String json) {
    return schema(kind).validate(json, InputFormat.JSON).isEmpty();
  }

  public static JsonSchema schema(String kind) {
    try (InputStream in = Schemas.class.getResourceAsStream("/schemas/" + kind + ".json")) {
      return FACTORY.getSchema(in);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The names of the fields that the schema lists. */
  public static Set<String> fields(String kind) {
    Set<String> fields = new TreeSet<>();
    schema(kind).getSchemaNode().get("properties").fieldNames().forEachRemaining(fields::add);
    return fields;
  }
}
