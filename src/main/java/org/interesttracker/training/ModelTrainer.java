package org.interesttracker.training;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.interesttracker.event.CatalogItem;
import org.interesttracker.event.Event;
import org.interesttracker.text.EncoderSpec;
import org.interesttracker.text.ForeignVectors;
import org.interesttracker.text.ItemText;
import org.interesttracker.text.TextEncoder;

/**
 * From data to a trained model: texts into the space, events into timelines, then the LSTM, then
 * further networks.
 */
final class ModelTrainer {

  private final TrainingOptions options;
  private final Set<NetworkKind> networks;
  private final EncoderSelection selection;
  private final Function<EncoderSpec, TextEncoder> encoders;
  private final TrainingListener listener;

  /**
   * @param networks what is trained beside the LSTM
   * @param encoders opens an encoder; it is closed after use
   */
  ModelTrainer(
      TrainingOptions options,
      Set<NetworkKind> networks,
      EncoderSelection selection,
      Function<EncoderSpec, TextEncoder> encoders,
      TrainingListener listener) {
    this.options = options;
    this.networks = networks;
    this.selection = selection;
    this.encoders = encoders;
    this.listener = listener;
  }

  /**
   * A trained model with what it needs to read texts.
   *
   * @param space the projections are the model's
   */
  record Result(TextSpace space, TrainedModel model) {}

  /**
   * The distinct texts that training reads: of items without a vector, of events without an item.
   */
  private static Set<String> textsOf(TrainingData data) {
    Set<String> texts = new LinkedHashSet<>();
    for (CatalogItem item : data.catalog()) {
      String text = ItemText.of(item);
      if (item.vector() == null && text != null) {
        texts.add(text);
      }
    }
    for (Event event : data.events()) {
      if (event.itemId() == null && event.text() != null) {
        texts.add(event.text());
      }
    }
    return texts;
  }

  /**
   * @throws IllegalArgumentException if the events have nothing to learn from
   */
  Result train(TrainingData data) {
    Set<String> texts = textsOf(data);
    listener.encodingStarted(texts.size());
    TextSpace space =
        new TextSpaceBuilder(options.dimension(), encoders, listener::encoded)
            .build(texts, selection);
    Map<String, float[]> bases = bases(data, space);
    ItemTable table =
        new ItemTable(
            List.copyOf(bases.keySet()),
            new ArrayList<>(bases.values()),
            options.dimension(),
            options.seed());
    List<Timeline> timelines =
        new Timelines(table.index(), space.vectors(), options.validationShare()).of(data.events());
    TrainedModel lstm = new LstmTrainer(options, table, timelines, listener).train();
    return new Result(space, withNetworks(lstm, table, timelines));
  }

  private TrainedModel withNetworks(TrainedModel model, ItemTable table, List<Timeline> timelines) {
    ItemTable served = table.with(model.residuals());
    for (NetworkKind kind : networks) {
      model =
          model.with(new ItemNetworkTrainer(kind, options, served, timelines, listener).train());
    }
    return model;
  }

  /** By item id, null where there is neither text nor vector: the catalog, then further items. */
  private Map<String, float[]> bases(TrainingData data, TextSpace space) {
    ForeignVectors foreign = new ForeignVectors(options.dimension());
    Map<String, float[]> bases = new LinkedHashMap<>();
    for (CatalogItem item : data.catalog()) {
      bases.put(
          item.itemId(),
          item.vector() != null
              ? foreign.project(item.vector())
              : space.vectors().get(ItemText.of(item)));
    }
    for (Event event : data.events()) {
      if (event.itemId() != null) {
        bases.putIfAbsent(event.itemId(), null);
      }
    }
    return bases;
  }
}
