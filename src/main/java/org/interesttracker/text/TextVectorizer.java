package org.interesttracker.text;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.atomic.LongAdder;
import org.interesttracker.model.InterestModel;

/**
 * Takes texts into a model's vector space: encoder, projection, and a cache by text. Thread-safe.
 */
public final class TextVectorizer implements AutoCloseable {

  public static final int DEFAULT_CACHE_ENTRIES = 50_000;

  private final ProjectedEncoder chinese;
  private final ProjectedEncoder other;
  private final Set<EncoderSpec> specs;
  private final ForeignVectors foreign;

  /** By text alone: the text says which encoder is its own. */
  private final Cache<String, float[]> cache;

  private final LongAdder hits = new LongAdder();
  private final LongAdder misses = new LongAdder();

  /**
   * Opens the encoders. AUTO opens those of the two the model has projections for; with one only,
   * all texts go to that one.
   *
   * @param custom for CUSTOM, else ignored
   * @param cacheEntries how many texts' vectors are kept; 0 keeps none
   * @throws EncoderException if the model has no projection for the encoder, or a model file is
   *     missing or damaged
   */
  public TextVectorizer(
      InterestModel model, EncoderChoice choice, EncoderSpec custom, int cacheEntries) {
    foreign = new ForeignVectors(model.dimension());
    cache =
        Caffeine.newBuilder()
            .maximumSize(cacheEntries)
            // No thread of the common pool, which would hold the job's class loader.
            .executor(Runnable::run)
            .build();
    EncoderSpec forChinese = forChinese(model, choice, custom);
    EncoderSpec forOther = forOther(model, choice, custom);
    specs = new HashSet<>(List.of(forChinese, forOther));
    chinese = new ProjectedEncoder(forChinese, model);
    other = forOther.equals(forChinese) ? chinese : second(forOther, model);
  }

  /** Those that would be opened: one or two. */
  static Set<EncoderSpec> encoders(InterestModel model, EncoderChoice choice, EncoderSpec custom) {
    return new HashSet<>(
        List.of(forChinese(model, choice, custom), forOther(model, choice, custom)));
  }

  /**
   * The texts' places in the vector space. What is not cached is encoded together, repeats once.
   *
   * @return per text a vector of length D and L2 norm 1, null for a null text; shared with the
   *     cache, so not to be written to
   */
  public float[][] vectors(List<String> texts) {
    Map<String, float[]> vectors = new HashMap<>();
    List<String> chineseTexts = new ArrayList<>();
    List<String> otherTexts = new ArrayList<>();
    for (String text : texts) {
      if (text != null && !vectors.containsKey(text)) {
        float[] known = cached(text);
        vectors.put(text, known);
        if (known == null) {
          (isForChinese(text) ? chineseTexts : otherTexts).add(text);
        }
      }
    }
    encode(chinese, chineseTexts, vectors);
    encode(other, otherTexts, vectors);
    return texts.stream().map(vectors::get).toArray(float[][]::new);
  }

  /**
   * A text's place in the vector space if it is in the cache.
   *
   * @return as from {@link #vectors}; null if it would have to be computed
   */
  public float[] cached(String text) {
    float[] vector = cache.getIfPresent(text);
    if (vector != null) {
      hits.increment();
    }
    return vector;
  }

  /**
   * Takes a vector from elsewhere into the space: as it is if it has length D, else by a fixed
   * random projection. The argument is left alone.
   *
   * @param precomputed D values, or 2 to 4096
   * @return length D, L2 norm 1
   * @throws IllegalArgumentException if the length is out of bounds, a value is not finite, or all
   *     are zero
   */
  public float[] project(float[] precomputed) {
    return foreign.project(precomputed);
  }

  /** How often a text's vector was in the cache; repeats within one call count once. */
  public long cacheHits() {
    return hits.sum();
  }

  /** How often it had to be computed. */
  public long cacheMisses() {
    return misses.sum();
  }

  /**
   * What is to be set aside for the encoders off the heap.
   *
   * @param threads that encode at the same time
   * @return bytes
   */
  public long reservedBytes(int threads) {
    return specs.stream().mapToLong(spec -> spec.reservedBytes(threads)).sum();
  }

  /** Gives the encoders back; closing twice does nothing. */
  @Override
  public void close() {
    chinese.close();
    other.close();
  }

  /** How many vectors the cache holds, after what is due to go has gone. */
  long cacheSize() {
    cache.cleanUp();
    return cache.estimatedSize();
  }

  private void encode(ProjectedEncoder encoder, List<String> texts, Map<String, float[]> vectors) {
    if (texts.isEmpty()) {
      return;
    }
    misses.add(texts.size());
    float[][] encoded = encoder.vectors(texts);
    for (int i = 0; i < encoded.length; i++) {
      cache.put(texts.get(i), encoded[i]);
      vectors.put(texts.get(i), encoded[i]);
    }
  }

  private boolean isForChinese(String text) {
    return chinese != other && Script.isChinese(text);
  }

  private ProjectedEncoder second(EncoderSpec spec, InterestModel model) {
    try {
      return new ProjectedEncoder(spec, model);
    } catch (RuntimeException e) {
      chinese.close();
      throw e;
    }
  }

  private static EncoderSpec forChinese(
      InterestModel model, EncoderChoice choice, EncoderSpec custom) {
    return switch (choice) {
      case AUTO -> preferred(model, EncoderSpec.BGE_SMALL_ZH_V15, EncoderSpec.ALL_MINILM_L6_V2);
      case EN -> EncoderSpec.ALL_MINILM_L6_V2;
      case ZH -> EncoderSpec.BGE_SMALL_ZH_V15;
      case CUSTOM -> Objects.requireNonNull(custom, "Choice CUSTOM needs an encoder of one's own");
    };
  }

  private static EncoderSpec forOther(
      InterestModel model, EncoderChoice choice, EncoderSpec custom) {
    return choice == EncoderChoice.AUTO
        ? preferred(model, EncoderSpec.ALL_MINILM_L6_V2, EncoderSpec.BGE_SMALL_ZH_V15)
        : forChinese(model, choice, custom);
  }

  private static EncoderSpec preferred(InterestModel model, EncoderSpec first, EncoderSpec second) {
    boolean onlySecond =
        !model.projections().containsKey(first.id())
            && model.projections().containsKey(second.id());
    return onlySecond ? second : first;
  }
}
