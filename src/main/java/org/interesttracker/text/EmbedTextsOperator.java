package org.interesttracker.text;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.ReadableConfig;
import org.apache.flink.configuration.TaskManagerOptions;
import org.apache.flink.metrics.Histogram;
import org.apache.flink.runtime.execution.SuppressRestartsException;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.interesttracker.bundle.BundleOperator;
import org.interesttracker.bundle.BundleSettings;
import org.interesttracker.metrics.OffHeapBudget;
import org.interesttracker.metrics.TrackerMetric;
import org.interesttracker.metrics.TrackerMetrics;
import org.interesttracker.model.ModelFileException;

/**
 * Gives records their place in the vector space, many new texts at a time. Records leave in the
 * order in which they came: one whose text is known waits only for those before it. No state: the
 * cache is memory only.
 *
 * @param <T> what is embedded
 */
public final class EmbedTextsOperator<T> extends BundleOperator<T>
    implements OneInputStreamOperator<T, T> {

  private static final long serialVersionUID = 1L;

  /** Records that wait behind a new text at the most, however few are new. */
  private static final int MAX_WAITING = 4_096;

  /** One embeds events, one items. */
  private static final int TASKS_PER_SLOT = 2;

  private final TextAccess<T> access;
  private final VectorizerSettings settings;

  private transient TextVectorizer vectorizer;
  private transient List<StreamRecord<T>> waiting;

  /** Of those that wait, what is to be embedded; null for what has its place already. */
  private transient List<String> texts;

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
    waiting = new ArrayList<>();
    texts = new ArrayList<>();
    try {
      vectorizer = settings.open();
    } catch (EncoderException | ModelFileException e) {
      // A file that is wrong now is wrong after a restart.
      throw new SuppressRestartsException(e);
    }
    TrackerMetrics metrics = TrackerMetrics.of(getMetricGroup());
    requireRoom(metrics);
    metrics.gauge(TrackerMetric.CACHE_HITS, vectorizer::cacheHits);
    metrics.gauge(TrackerMetric.CACHE_MISSES, vectorizer::cacheMisses);
    batches = metrics.histogram(TrackerMetric.EMBEDDING_BATCH);
    inference = metrics.histogram(TrackerMetric.INFERENCE);
  }

  /** How many threads of a TaskManager may encode at the same time, by its settings. */
  public static int threads(ReadableConfig taskManager) {
    return TASKS_PER_SLOT * taskManager.get(TaskManagerOptions.NUM_TASK_SLOTS);
  }

  /** Before anything is read: what does not fit would end the process later, at any time. */
  private void requireRoom(TrackerMetrics metrics) throws SuppressRestartsException {
    Configuration taskManager =
        getContainingTask().getEnvironment().getTaskManagerInfo().getConfiguration();
    OffHeapBudget budget =
        OffHeapBudget.of(taskManager, vectorizer.reservedBytes(threads(taskManager)));
    budget.register(metrics);
    try {
      budget.require();
    } catch (OffHeapBudget.ExceededException e) {
      throw new SuppressRestartsException(e);
    }
  }

  /** What needs no model does not wait for a bundle, unless one is waiting before it. */
  @Override
  public void processElement(StreamRecord<T> record) throws Exception {
    T value = record.getValue();
    float[] given = access.vector(value);
    String text = given == null ? access.text(value) : null;
    float[] known = text == null ? null : vectorizer.cached(text);
    if (text != null && known == null) {
      await(record.copy(value), text);
      gathered(1);
      return;
    }
    T embedded = access.embedded(value, given == null ? known : vectorizer.project(given));
    if (waiting.isEmpty()) {
      output.collect(record.replace(embedded));
    } else {
      follow(record.copy(embedded));
    }
  }

  private void await(StreamRecord<T> record, String text) {
    waiting.add(record);
    texts.add(text);
  }

  /** Costs no work at the flush, so it does not count there. */
  private void follow(StreamRecord<T> record) throws Exception {
    await(record, null);
    if (waiting.size() >= MAX_WAITING) {
      flush();
    }
  }

  @Override
  protected void flushBundle() {
    List<StreamRecord<T>> records = waiting;
    float[][] vectors = vectors(texts);
    waiting = new ArrayList<>(records.size());
    texts = new ArrayList<>(records.size());
    for (int i = 0; i < vectors.length; i++) {
      StreamRecord<T> record = records.get(i);
      output.collect(
          vectors[i] == null
              ? record
              : record.replace(access.embedded(record.getValue(), vectors[i])));
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
