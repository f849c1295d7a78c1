package org.interesttracker.bench;

import java.util.List;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.PrimitiveArrayTypeInfo;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;
import org.interesttracker.event.Event;
import org.interesttracker.interest.Dl4jLstm;
import org.interesttracker.interest.SequenceModel;
import org.interesttracker.model.ModelFiles;
import org.interesttracker.text.EncoderChoice;
import org.interesttracker.text.Pooling;
import org.interesttracker.text.TextVectorizer;
import org.interesttracker.text.VectorizerSettings;

/**
 * What one would write first: for each event the language model on its item's text, then a step of
 * the LSTM, whose h and c are in keyed state. No cache, no bundles; nothing is counted and no list
 * made.
 */
final class NaiveFunction extends KeyedProcessFunction<String, Event, float[]> {

  private static final long serialVersionUID = 1L;

  private transient TextVectorizer texts;
  private transient SequenceModel lstm;
  private transient ValueState<float[]> sequence;

  @Override
  public void open(OpenContext context) {
    texts = new VectorizerSettings("", EncoderChoice.EN, null, null, null, Pooling.MEAN, 0).open();
    lstm = new Dl4jLstm(ModelFiles.readBundled());
    sequence =
        getRuntimeContext()
            .getState(
                new ValueStateDescriptor<>(
                    "sequence", PrimitiveArrayTypeInfo.FLOAT_PRIMITIVE_ARRAY_TYPE_INFO));
  }

  @Override
  public void processElement(Event event, Context context, Collector<float[]> out)
      throws Exception {
    float[] vector = texts.vectors(List.of(event.text()))[0];
    int size = lstm.hiddenSize();
    float[] held = sequence.value();
    float[] h = new float[size];
    float[] c = new float[size];
    if (held != null) {
      System.arraycopy(held, 0, h, 0, size);
      System.arraycopy(held, size, c, 0, size);
    }
    float[] x = new float[lstm.inputSize()];
    System.arraycopy(vector, 0, x, 0, vector.length);
    float[] y = new float[lstm.outputSize()];
    lstm.step(1, x, h, c, y);
    float[] next = new float[2 * size];
    System.arraycopy(h, 0, next, 0, size);
    System.arraycopy(c, 0, next, size, size);
    sequence.update(next);
    out.collect(y);
  }

  @Override
  public void close() {
    if (texts != null) {
      texts.close();
    }
    if (lstm != null) {
      lstm.close();
    }
  }
}
