package org.interesttracker.text;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Encoders shared by everything in the JVM: the subtasks of a job hold one session together, and a
 * task that restarts takes up the same one.
 */
public final class Encoders {

  private static final Map<EncoderSpec, Shared> SHARED = new HashMap<>();

  private Encoders() {}

  /**
   * An encoder, opened if nobody holds it yet. Closing what is returned gives it back; the last to
   * do so frees it.
   *
   * @throws EncoderException if a file is missing, damaged or of the wrong kind
   */
  public static TextEncoder acquire(EncoderSpec spec) {
    synchronized (SHARED) {
      Shared shared = SHARED.get(spec);
      if (shared == null) {
        shared = new Shared(new OnnxTextEncoder(spec));
        SHARED.put(spec, shared);
      }
      shared.holders++;
      return new Handle(spec, shared.encoder);
    }
  }

  /** How many hold an encoder now. */
  static int holders(EncoderSpec spec) {
    synchronized (SHARED) {
      Shared shared = SHARED.get(spec);
      return shared == null ? 0 : shared.holders;
    }
  }

  private static void release(EncoderSpec spec) {
    synchronized (SHARED) {
      Shared shared = SHARED.get(spec);
      if (--shared.holders == 0) {
        SHARED.remove(spec);
        shared.encoder.close();
      }
    }
  }

  private static final class Shared {
    private final TextEncoder encoder;
    private int holders;

    private Shared(TextEncoder encoder) {
      this.encoder = encoder;
    }
  }

  private static final class Handle implements TextEncoder {
    private final EncoderSpec spec;
    private final TextEncoder encoder;
    private final AtomicBoolean closed = new AtomicBoolean();

    private Handle(EncoderSpec spec, TextEncoder encoder) {
      this.spec = spec;
      this.encoder = encoder;
    }

    @Override
    public String id() {
      return encoder.id();
    }

    @Override
    public int dimension() {
      return encoder.dimension();
    }

    @Override
    public float[][] encode(List<String> texts) {
      if (closed.get()) {
        throw new IllegalStateException("Encoder " + id() + " was given back already");
      }
      return encoder.encode(texts);
    }

    @Override
    public void close() {
      if (closed.compareAndSet(false, true)) {
        release(spec);
      }
    }
  }
}
