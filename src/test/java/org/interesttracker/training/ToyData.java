package org.interesttracker.training;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.interesttracker.event.CatalogItem;
import org.interesttracker.event.Event;
import org.interesttracker.event.EventType;
import org.interesttracker.text.EncoderChoice;

/** Users who go round a ring of items: what comes next follows from what came last. */
final class ToyData {

  static final int ITEMS = 40;
  static final int DIMENSION = 8;

  private ToyData() {}

  /** Each user starts somewhere, and goes on one item at a time without coming round. */
  static List<Event> ring(int users, int length) {
    Random random = new Random(2);
    List<Event> events = new ArrayList<>();
    for (int u = 0; u < users; u++) {
      int start = random.nextInt(ITEMS);
      for (int k = 0; k < length; k++) {
        events.add(event("u" + u, "i" + (start + k) % ITEMS, EventType.CLICK, k));
      }
    }
    return events;
  }

  static Event event(String user, String item, EventType type, long minute) {
    return new Event(
        user + "-" + minute, user, item, type, null, null, minute * 60_000, null, null, null, null);
  }

  /** Items whose texts say nothing of their place in the ring. */
  static List<CatalogItem> catalog() {
    List<CatalogItem> catalog = new ArrayList<>();
    for (int i = 0; i < ITEMS; i++) {
      catalog.add(new CatalogItem("i" + i, "item " + i, null, List.of(), null, "en", 0));
    }
    return catalog;
  }

  static TrainingData data(int users, int length) {
    return new TrainingData(catalog(), ring(users, length), 0, Map.of());
  }

  static TrainingSet set(TrainingOptions options) {
    return new TrainingSetBuilder(
            options,
            new EncoderSelection(EncoderChoice.EN, null),
            HashEncoder::of,
            new RecordingListener())
        .build(data(20, 10));
  }

  static ItemTable table() {
    Random random = new Random(3);
    List<String> ids = catalog().stream().map(CatalogItem::itemId).toList();
    List<float[]> bases = new ArrayList<>();
    for (int i = 0; i < ITEMS; i++) {
      bases.add(HashEncoder.direction(random, DIMENSION));
    }
    return new ItemTable(new ItemBases(ids, bases::get, DIMENSION), 1);
  }

  static TrainingOptions options(int epochs, int patience, int negatives, double validationShare) {
    return new TrainingOptions(
        DIMENSION,
        16,
        epochs,
        patience,
        8,
        6,
        negatives,
        0.02,
        0.1,
        0.1,
        0.05,
        1,
        validationShare,
        1_000,
        7);
  }
}
