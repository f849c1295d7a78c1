package org.interesttracker.savepoint;

import org.apache.flink.api.common.serialization.SerializerConfig;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeutils.TypeSerializer;

/** Gives Flink SQL the serializer that reads a state's values as rows. */
final class StateRowTypeInfo extends TypeInformation<Object> {

  private static final long serialVersionUID = 1L;

  private final StateRowSerializer serializer;

  StateRowTypeInfo(StateRowSerializer serializer) {
    this.serializer = serializer;
  }

  @Override
  public boolean isBasicType() {
    return false;
  }

  @Override
  public boolean isTupleType() {
    return false;
  }

  @Override
  public int getArity() {
    return 1;
  }

  @Override
  public int getTotalFields() {
    return 1;
  }

  @Override
  public Class<Object> getTypeClass() {
    return Object.class;
  }

  @Override
  public boolean isKeyType() {
    return false;
  }

  @Override
  public TypeSerializer<Object> createSerializer(SerializerConfig config) {
    return serializer;
  }

  @Override
  public String toString() {
    return "rows of state";
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof StateRowTypeInfo same && serializer.equals(same.serializer);
  }

  @Override
  public int hashCode() {
    return serializer.hashCode();
  }

  @Override
  public boolean canEqual(Object other) {
    return other instanceof StateRowTypeInfo;
  }
}
