package org.interesttracker.bundle;

import java.util.concurrent.TimeUnit;
import org.apache.flink.metrics.Histogram;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.watermarkstatus.WatermarkStatus;
import org.interesttracker.metrics.TrackerMetric;
import org.interesttracker.metrics.TrackerMetrics;

/**
 * An operator that gathers records on the heap and works on many of them together.
 *
 * <p>A bundle is flushed when it is full, when it is old, before a watermark or an idle status goes
 * on, before a checkpoint barrier goes on, and at the end of the input. Because the barrier waits
 * for the flush, state and output of a checkpoint reflect every record before it: the heap buffer
 * needs no state of its own, and nothing is lost or done twice.
 *
 * @param <OUT> what it emits
 */
public abstract class BundleOperator<OUT> extends AbstractStreamOperator<OUT> {

  private static final long serialVersionUID = 1L;

  private final BundleSettings settings;

  private transient int size;
  private transient long generation;
  private transient long begun;
  private transient Histogram sizes;
  private transient Histogram ages;
  private transient Histogram flushes;

  protected BundleOperator(BundleSettings settings) {
    this.settings = settings;
  }

  /** Works on all that was gathered, and forgets it. Only called with something gathered. */
  protected abstract void flushBundle() throws Exception;

  @Override
  public void open() throws Exception {
    super.open();
    TrackerMetrics metrics = TrackerMetrics.of(getMetricGroup());
    sizes = metrics.histogram(TrackerMetric.BUNDLE_SIZE);
    ages = metrics.histogram(TrackerMetric.BUNDLE_AGE);
    flushes = metrics.histogram(TrackerMetric.BUNDLE_FLUSH);
  }

  /** To be called for each record gathered, with what it weighs: 1, or the work in it. */
  protected final void gathered(int weight) throws Exception {
    if (size == 0) {
      begun = getProcessingTimeService().getCurrentProcessingTime();
      flushWhenOld();
    }
    size += weight;
    if (size >= settings.size()) {
      flush();
    }
  }

  private void flushWhenOld() {
    long mine = generation;
    getProcessingTimeService()
        .registerTimer(
            begun + settings.ageMillis(),
            time -> {
              if (mine == generation) {
                flush();
              }
            });
  }

  protected final void flush() throws Exception {
    if (size == 0) {
      return;
    }
    long start = System.nanoTime();
    sizes.update(size);
    ages.update(getProcessingTimeService().getCurrentProcessingTime() - begun);
    size = 0;
    generation++;
    flushBundle();
    flushes.update(TimeUnit.NANOSECONDS.toMicros(System.nanoTime() - start));
  }

  @Override
  public void prepareSnapshotPreBarrier(long checkpointId) throws Exception {
    flush();
    super.prepareSnapshotPreBarrier(checkpointId);
  }

  @Override
  public void processWatermark(Watermark mark) throws Exception {
    flush();
    super.processWatermark(mark);
  }

  @Override
  public void processWatermarkStatus(WatermarkStatus status) throws Exception {
    flush();
    super.processWatermarkStatus(status);
  }

  @Override
  public void finish() throws Exception {
    flush();
    super.finish();
  }
}
