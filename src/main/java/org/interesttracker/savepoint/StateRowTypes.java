package org.interesttracker.savepoint;

import org.apache.flink.api.common.ExecutionConfig;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.state.StateDescriptor;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.state.table.SavepointTypeInformationFactory;
import org.apache.flink.util.function.SerializableFunction;
import org.interesttracker.event.ConsentHistory;
import org.interesttracker.interest.InterestState;
import org.interesttracker.interest.UserState;
import org.interesttracker.quality.MeasureQualityOperator;
import org.interesttracker.quality.ModelQuality;
import org.interesttracker.recommend.LastLists;
import org.interesttracker.recommend.RecommendOperator;
import org.interesttracker.similarity.ItemCounts;
import org.interesttracker.similarity.LearnSimilarityFunction;
import org.interesttracker.similarity.PairCounts;

/**
 * The types that the statements of {@code inspect --ddl} name as {@code value-type-factory}: Flink
 * SQL's table connector for savepoints makes one by the name of its class, and asks it how to read
 * a state's values.
 */
public final class StateRowTypes {

  private StateRowTypes() {}

  /** State {@code user} of the operator {@code track-interest}, as {@link UserRow}. */
  public static final class User implements SavepointTypeInformationFactory {
    @Override
    public TypeInformation<?> getTypeInformation() {
      return of(InterestState.userDescriptor(ReadUserFunction.NEVER), UserState.class, UserRow::of);
    }
  }

  /** State {@code consents} of the same, as a list of {@link ConsentRow}. */
  public static final class Consents implements SavepointTypeInformationFactory {
    @Override
    public TypeInformation<?> getTypeInformation() {
      return of(InterestState.consentsDescriptor(), ConsentHistory.class, ConsentRow::of);
    }
  }

  /** Values of the state {@code met} of the operator {@code recommend}: epoch milliseconds. */
  public static final class Met implements SavepointTypeInformationFactory {
    @Override
    public TypeInformation<?> getTypeInformation() {
      return of(RecommendOperator.metDescriptor(ReadUserFunction.NEVER), Long.class, time -> time);
    }
  }

  /** State {@code last-lists} of the same, as {@link ListsRow}. */
  public static final class Lists implements SavepointTypeInformationFactory {
    @Override
    public TypeInformation<?> getTypeInformation() {
      return of(
          RecommendOperator.lastListsDescriptor(ReadUserFunction.NEVER),
          LastLists.class,
          ListsRow::of);
    }
  }

  /** State {@code counts} of the operator {@code learn-similarity}, as {@link CountsRow}. */
  public static final class Counts implements SavepointTypeInformationFactory {
    @Override
    public TypeInformation<?> getTypeInformation() {
      return of(
          LearnSimilarityFunction.countsDescriptor(ReadUserFunction.NEVER),
          ItemCounts.class,
          CountsRow::of);
    }
  }

  /** Values of the state {@code pairs} of the same, as {@link CountsRow}. */
  public static final class Pairs implements SavepointTypeInformationFactory {
    @Override
    public TypeInformation<?> getTypeInformation() {
      return of(
          LearnSimilarityFunction.pairsDescriptor(ReadUserFunction.NEVER),
          PairCounts.class,
          CountsRow::of);
    }
  }

  /** State {@code quality} of {@code prequential-quality}, as a list of {@link QualityRow}. */
  public static final class Quality implements SavepointTypeInformationFactory {
    @Override
    public TypeInformation<?> getTypeInformation() {
      return of(MeasureQualityOperator.qualityDescriptor(), ModelQuality.class, QualityRow::of);
    }
  }

  private static <T> TypeInformation<?> of(
      StateDescriptor<?, ?> state, Class<T> type, SerializableFunction<T, Object> row) {
    return new StateRowTypeInfo(
        new StateRowSerializer(serializer(state), value -> row.apply(type.cast(value))));
  }

  /** Of a value, or of a map's values. */
  @SuppressWarnings("unchecked")
  private static TypeSerializer<Object> serializer(StateDescriptor<?, ?> state) {
    state.initializeSerializerUnlessSet(new ExecutionConfig());
    return (TypeSerializer<Object>)
        (state instanceof MapStateDescriptor<?, ?> map
            ? map.getValueSerializer()
            : ((ValueStateDescriptor<?>) state).getSerializer());
  }
}
