package org.interesttracker.bundle;

import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.Gauge;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.watermarkstatus.WatermarkStatus;

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
  private transient int lastSize;
  private transient long lastFlushNanos;
  private transient Counter bundles;

  protected BundleOperator(BundleSettings settings) {
    this.settings = settings;
  }

  /** Works on all that was gathered, and forgets it. Only called with something gathered. */
  protected abstract void flushBundle() throws Exception;

  @Override
  public void open() throws Exception {
    super.open();
    bundles = getMetricGroup().counter("bundles");
    getMetricGroup().gauge("bundleSize", (Gauge<Integer>) () -> lastSize);
    getMetricGroup().gauge("bundleFlushMillis", (Gauge<Double>) () -> lastFlushNanos / 1e6);
  }

  /** To be called for each record gathered, with what it weighs: 1, or the work in it. */
  protected final void gathered(int weight) throws Exception {
    if (size == 0) {
      flushWhenOld();
    }
    size += weight;
    if (size >= settings.size()) {
      flush();
    }
  }

  private void flushWhenOld() {
    long mine = generation;
    long due = getProcessingTimeService().getCurrentProcessingTime() + settings.ageMillis();
    getProcessingTimeService()
        .registerTimer(
            due,
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
    lastSize = size;
    size = 0;
    generation++;
    flushBundle();
    bundles.inc();
    lastFlushNanos = System.nanoTime() - start;
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
