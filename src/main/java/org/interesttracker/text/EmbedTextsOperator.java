package org.interesttracker.text;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.apache.flink.metrics.Histogram;
import org.apache.flink.runtime.execution.SuppressRestartsException;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.interesttracker.bundle.BundleOperator;
import org.interesttracker.bundle.BundleSettings;
import org.interesttracker.metrics.TrackerMetric;
import org.interesttracker.metrics.TrackerMetrics;
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
  private transient Histogram batches;
  private transient Histogram inference;

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
    TrackerMetrics metrics = TrackerMetrics.of(getMetricGroup());
    metrics.gauge(TrackerMetric.CACHE_HITS, vectorizer::cacheHits);
    metrics.gauge(TrackerMetric.CACHE_MISSES, vectorizer::cacheMisses);
    batches = metrics.histogram(TrackerMetric.EMBEDDING_BATCH);
    inference = metrics.histogram(TrackerMetric.INFERENCE);
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
    float[][] vectors = vectors(texts);
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

  private float[][] vectors(List<String> texts) {
    long before = vectorizer.cacheMisses();
    long start = System.nanoTime();
    float[][] vectors = vectorizer.vectors(texts);
    inference.update(TimeUnit.NANOSECONDS.toMicros(System.nanoTime() - start));
    batches.update(vectorizer.cacheMisses() - before);
    return vectors;
  }

  @Override
  public void close() throws Exception {
    if (vectorizer != null) {
      vectorizer.close();
    }
    super.close();
  }
}
