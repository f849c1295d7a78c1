package org.interesttracker.recommend;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.IntToDoubleFunction;
import org.interesttracker.model.Catalog;
import org.interesttracker.similarity.Channels;
import org.interesttracker.similarity.CountChannel;
import org.interesttracker.similarity.SimilarityTable;
import org.interesttracker.similarity.UserPool;
import org.interesttracker.text.TermIndex;

/** The models there are, by name. */
public final class Scorers {

  public static final String USER_CF = "user-cf";
  public static final String TF_IDF = "tf-idf";

  private static final String BAYES = "bayes";

  private static final Map<String, Function<Scorers, Scorer>> MODELS = new LinkedHashMap<>();

  static {
    MODELS.put(Popularity.OVERALL, s -> Popularity.overall(s.similarity, s.catalog::isLarge));
    MODELS.put(Popularity.RECENT, s -> Popularity.recent(s.similarity, s.catalog::isLarge));
    for (CountChannel channel : CountChannel.known()) {
      MODELS.put(channel.name(), s -> s.itemCf(channel.name()));
    }
    MODELS.put(USER_CF, s -> new UserCf(s.users, s.settings.userSimilarity()));
    MODELS.put(TF_IDF, s -> new TfIdf(s.terms, s.catalog::isLarge));
    MODELS.put("content", s -> new Content(s.catalog));
    MODELS.put(BAYES, Scorers::bayes);
    MODELS.put("threshold", s -> new Threshold(s.catalog, s.settings.interestThreshold()));
    MODELS.put("lstm", s -> new LstmScorer(s.catalog));
    MODELS.put(ItemNetworkScorer.RNN, s -> ItemNetworkScorer.rnn(s.catalog));
    MODELS.put(ItemNetworkScorer.CNN, s -> ItemNetworkScorer.cnn(s.catalog));
  }

  private final RecommendSettings settings;
  private final Catalog catalog;
  private final SimilarityTable similarity;
  private final TermIndex terms;
  private final UserPool users;

  /**
   * What the models score from; they read it as it changes.
   *
   * @param terms for tf-idf; null if it takes no part
   * @param users for user-cf; null if it takes no part
   */
  public Scorers(
      RecommendSettings settings,
      Catalog catalog,
      SimilarityTable similarity,
      TermIndex terms,
      UserPool users) {
    this.settings = settings;
    this.catalog = catalog;
    this.similarity = similarity;
    this.terms = terms;
    this.users = users;
  }

  /** The names of all models. */
  public static List<String> names() {
    return List.copyOf(MODELS.keySet());
  }

  /** The names of the models that take part unless an option says otherwise. */
  public static List<String> defaults() {
    return defaults(new Channels(CountChannel.defaults()));
  }

  /** The same, where other channels are counted. */
  public static List<String> defaults(Channels channels) {
    List<String> names = new ArrayList<>();
    names.addAll(List.of(Popularity.OVERALL, Popularity.RECENT));
    names.removeIf(name -> !isCounted(name, channels));
    for (int c = 0; c < channels.size(); c++) {
      names.add(channels.get(c).name());
    }
    names.addAll(List.of(USER_CF, TF_IDF, "content", "lstm"));
    return names;
  }

  /**
   * Refuses what is not a list of models.
   *
   * @param channels that are counted
   * @throws IllegalArgumentException if a name is not that of a model, stands there twice, there is
   *     none, or what it needs is not counted
   */
  public static void check(List<String> names, Channels channels) {
    if (names.isEmpty() || Set.copyOf(names).size() < names.size()) {
      throw new IllegalArgumentException("recommend.models must name one model or more, each once");
    }
    for (String name : names) {
      if (!MODELS.containsKey(name)) {
        throw new IllegalArgumentException(
            "recommend.models names '%s', which is no model; there are, to be separated by ';': %s"
                .formatted(name, String.join(", ", names())));
      }
      if (!isCounted(name, channels)) {
        throw new IllegalArgumentException(
            "recommend.models names %s, which similarity.channels does not count".formatted(name));
      }
    }
  }

  /** Whether the counts are there that a model reads; true for one that reads none. */
  private static boolean isCounted(String name, Channels channels) {
    return switch (name) {
      case Popularity.OVERALL -> channels.longest() >= 0;
      case Popularity.RECENT, BAYES -> channels.shortest() >= 0;
      default -> channels.find(name) >= 0 || !isChannel(name);
    };
  }

  private static boolean isChannel(String name) {
    return CountChannel.known().stream().anyMatch(channel -> channel.name().equals(name));
  }

  /**
   * One of each.
   *
   * @throws IllegalArgumentException as {@link #check} does
   */
  public List<Scorer> make(List<String> names) {
    check(names, similarity.channels());
    return names.stream().map(name -> MODELS.get(name).apply(this)).toList();
  }

  private Scorer itemCf(String channel) {
    return new ItemCf(similarity, similarity.channels().find(channel));
  }

  private Scorer bayes() {
    Channels channels = similarity.channels();
    return new Bayes(catalog, popularity(channels.longest()), popularity(channels.shortest()));
  }

  private IntToDoubleFunction popularity(int channel) {
    return item -> similarity.total(channel, item);
  }
}
