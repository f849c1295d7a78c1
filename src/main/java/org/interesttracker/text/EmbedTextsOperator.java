package org.interesttracker.text;

import java.util.ArrayList;
import java.util.List;
import org.apache.flink.metrics.Gauge;
import org.apache.flink.runtime.execution.SuppressRestartsException;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.interesttracker.bundle.BundleOperator;
import org.interesttracker.bundle.BundleSettings;
import org.interesttracker.model.ModelFileException;

/**
 * Gives records their place in the vector space, many texts at a time. Records leave in the order
 * in which they came. No state: the cache is memory only.
 *
 * @param <T> what is embedded
 */
public final class EmbedTextsOperator<T> extends BundleOperator<T>
    implements OneInputStreamOperator<T, T> {

  private static final long serialVersionUID = 1L;

  private final TextAccess<T> access;
  private final VectorizerSettings settings;

  private transient TextVectorizer vectorizer;
  private transient List<StreamRecord<T>> bundle;

  public EmbedTextsOperator(
      TextAccess<T> access, VectorizerSettings settings, BundleSettings bundles) {
    super(bundles);
    this.access = access;
    this.settings = settings;
  }

  @Override
  public void open() throws Exception {
    super.open();
    bundle = new ArrayList<>();
    try {
      vectorizer = settings.open();
    } catch (EncoderException | ModelFileException e) {
      // A file that is wrong now is wrong after a restart.
      throw new SuppressRestartsException(e);
    }
    getMetricGroup().gauge("cacheHits", (Gauge<Long>) () -> vectorizer.cacheHits());
    getMetricGroup().gauge("cacheMisses", (Gauge<Long>) () -> vectorizer.cacheMisses());
  }

  /** What needs no model does not wait for a bundle, unless one is waiting before it. */
  @Override
  public void processElement(StreamRecord<T> record) throws Exception {
    T value = record.getValue();
    if (bundle.isEmpty() && access.vector(value) == null && access.text(value) == null) {
      output.collect(record.replace(access.embedded(value, null)));
    } else {
      bundle.add(record.copy(value));
      gathered(1);
    }
  }

  @Override
  protected void flushBundle() {
    List<String> texts = new ArrayList<>(bundle.size());
    for (StreamRecord<T> record : bundle) {
      T value = record.getValue();
      texts.add(access.vector(value) == null ? access.text(value) : null);
    }
    float[][] vectors = vectorizer.vectors(texts);
    List<StreamRecord<T>> done = bundle;
    bundle = new ArrayList<>();
    for (int i = 0; i < done.size(); i++) {
      StreamRecord<T> record = done.get(i);
      T value = record.getValue();
      float[] given = access.vector(value);
      float[] vector = given == null ? vectors[i] : vectorizer.project(given);
      output.collect(record.replace(access.embedded(value, vector)));
    }
  }

  @Override
  public void close() throws Exception {
    if (vectorizer != null) {
      vectorizer.close();
    }
    super.close();
  }
}
