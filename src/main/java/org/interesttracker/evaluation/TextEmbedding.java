package org.interesttracker.evaluation;

import java.util.ArrayList;
import java.util.List;
import java.util.function.LongConsumer;
import org.interesttracker.event.CatalogItem;
import org.interesttracker.event.Event;
import org.interesttracker.model.Catalog;
import org.interesttracker.text.EventText;
import org.interesttracker.text.ItemText;
import org.interesttracker.text.TextAccess;
import org.interesttracker.text.TextVectorizer;

/** Gives items and events their vectors, as the job's embedding operator does. */
final class TextEmbedding {

  /** How many texts are encoded together. */
  private static final int BUNDLE = 64;

  private final TextVectorizer vectorizer;
  private final LongConsumer progress;

  /**
   * @param progress told how many records were embedded since the last call
   */
  TextEmbedding(TextVectorizer vectorizer, LongConsumer progress) {
    this.vectorizer = vectorizer;
    this.progress = progress;
  }

  List<CatalogItem> items(List<CatalogItem> items) {
    return embedded(items, new ItemText());
  }

  /**
   * Events whose item has a place in the space are left as they are: nobody looks at their texts.
   *
   * @param catalog complete
   */
  List<Event> events(List<Event> events, Catalog catalog) {
    List<Event> all = new ArrayList<>(events);
    List<Integer> places = new ArrayList<>();
    for (int e = 0; e < all.size(); e++) {
      if (isRead(all.get(e), catalog)) {
        places.add(e);
      }
    }
    List<Event> read = embedded(places.stream().map(all::get).toList(), new EventText(true, true));
    for (int i = 0; i < read.size(); i++) {
      all.set(places.get(i), read.get(i));
    }
    return all;
  }

  private static boolean isRead(Event event, Catalog catalog) {
    return event.text() != null
        && (event.itemId() == null || catalog.vector(event.itemId()) == null);
  }

  private <T> List<T> embedded(List<T> records, TextAccess<T> access) {
    List<T> embedded = new ArrayList<>(records.size());
    for (int from = 0; from < records.size(); from += BUNDLE) {
      List<T> bundle = records.subList(from, Math.min(records.size(), from + BUNDLE));
      addEmbedded(bundle, access, embedded);
      progress.accept(bundle.size());
    }
    return embedded;
  }

  private <T> void addEmbedded(List<T> bundle, TextAccess<T> access, List<T> embedded) {
    List<String> texts = new ArrayList<>(bundle.size());
    bundle.forEach(record -> texts.add(access.vector(record) == null ? access.text(record) : null));
    float[][] vectors = vectorizer.vectors(texts);
    for (int i = 0; i < vectors.length; i++) {
      T record = bundle.get(i);
      float[] given = access.vector(record);
      embedded.add(access.embedded(record, given == null ? vectors[i] : vectorizer.project(given)));
    }
  }
}
