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

/** Reads texts into the space, items into their places, events into timelines. */
final class TrainingSetBuilder {

  private final TrainingOptions options;
  private final EncoderSelection selection;
  private final Function<EncoderSpec, TextEncoder> encoders;
  private final TrainingListener listener;

  /**
   * @param encoders opens an encoder; it is closed after use
   */
  TrainingSetBuilder(
      TrainingOptions options,
      EncoderSelection selection,
      Function<EncoderSpec, TextEncoder> encoders,
      TrainingListener listener) {
    this.options = options;
    this.selection = selection;
    this.encoders = encoders;
    this.listener = listener;
  }

  TrainingSet build(TrainingData data) {
    Set<String> texts = textsOf(data);
    listener.encodingStarted(texts.size());
    TextSpace space =
        new TextSpaceBuilder(options.dimension(), encoders, listener::encoded)
            .build(texts, selection);
    ItemBases items = items(data, space);
    return new TrainingSet(
        space.projections(),
        items,
        new Timelines(items.index(), space.vectors(), options.validationShare()).of(data.events()),
        data.description());
  }

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

  /** The catalog, then further items of the events, which have neither text nor vector. */
  private ItemBases items(TrainingData data, TextSpace space) {
    ForeignVectors foreign = new ForeignVectors(options.dimension());
    Map<String, CatalogItem> items = new LinkedHashMap<>();
    data.catalog().forEach(item -> items.put(item.itemId(), item));
    for (Event event : data.events()) {
      if (event.itemId() != null) {
        items.putIfAbsent(event.itemId(), null);
      }
    }
    List<CatalogItem> inOrder = new ArrayList<>(items.values());
    return new ItemBases(
        List.copyOf(items.keySet()),
        place -> base(inOrder.get(place), foreign, space),
        options.dimension());
  }

  private static float[] base(CatalogItem item, ForeignVectors foreign, TextSpace space) {
    if (item == null) {
      return null;
    }
    return item.vector() != null
        ? foreign.project(item.vector())
        : space.vectors().get(ItemText.of(item));
  }
}
