package org.interesttracker.model;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.interesttracker.event.CatalogItem;

/**
 * The items known, each with its place in the vector space: its text's place plus what the model
 * learned of it. Not thread-safe.
 */
public final class Catalog {

  private final Map<String, Placed> items = new HashMap<>();
  private final ItemNumbers numbers = new ItemNumbers();
  private final CategoryIndex categories = new CategoryIndex();
  private final ItemIndex index;
  private final TopicIndex topics;
  private ItemIndex texts;
  private InterestModel model;

  public Catalog(InterestModel model) {
    this.model = model;
    this.index = new ItemIndex(model.dimension(), numbers);
    this.topics = new TopicIndex(model.dimension());
  }

  /**
   * Adds or replaces an item.
   *
   * @param item embedded: its vector has length D or is null
   */
  public void put(CatalogItem item) {
    Placed before = items.get(item.itemId());
    if (before != null) {
      topics.remove(before.item());
    }
    topics.add(item);
    categories.put(numbers.number(item.itemId()), item.categories());
    place(item);
    if (texts != null) {
      place(item.itemId(), item.vector(), 0, texts);
    }
  }

  private void place(CatalogItem item) {
    float[] vector = model.itemVector(item.itemId(), item.vector());
    items.put(item.itemId(), new Placed(item, vector));
    place(item.itemId(), vector, model.biases().of(item.itemId()), index);
  }

  private static void place(String itemId, float[] vector, float bias, ItemIndex index) {
    if (vector != null) {
      index.put(itemId, vector, bias);
    } else {
      index.remove(itemId);
    }
  }

  /** The item, or null if it is not in the catalog. */
  public CatalogItem item(String itemId) {
    Placed placed = items.get(itemId);
    return placed == null ? null : placed.item();
  }

  /** The item's title; empty if it is not in the catalog. */
  public Optional<String> title(String itemId) {
    return Optional.ofNullable(item(itemId)).map(CatalogItem::title);
  }

  /** The item's place in the space, length D; null if unknown. */
  public float[] vector(String itemId) {
    Placed placed = items.get(itemId);
    return placed == null ? null : placed.vector();
  }

  /** The item's place by its text alone, length D; null if unknown. */
  public float[] textVector(String itemId) {
    CatalogItem item = item(itemId);
    return item == null ? null : item.vector();
  }

  /** The numbers that all who score items share. */
  public ItemNumbers numbers() {
    return numbers;
  }

  /** All items that have a place, ready to be scored together. */
  public ItemIndex index() {
    return index;
  }

  /**
   * All items by their texts alone, without what the model learned of them; a dot product with a
   * vector of norm 1 is a cosine. Made at the first call, for it takes 4 D bytes an item.
   */
  public ItemIndex texts() {
    if (texts == null) {
      texts = new ItemIndex(model.dimension(), numbers);
      items.forEach((itemId, placed) -> place(itemId, placed.item().vector(), 0, texts));
    }
    return texts;
  }

  /** Which item is of which category. */
  public CategoryIndex categories() {
    return categories;
  }

  /** Where the items' categories lie in the space. */
  public TopicIndex topics() {
    return topics;
  }

  /** The dimension D of the vector space. */
  public int dimension() {
    return model.dimension();
  }

  public int size() {
    return items.size();
  }

  /** The model by which the items are placed. */
  public InterestModel model() {
    return model;
  }

  /** Moves every item to where another model of the same vector space sees it. */
  public void use(InterestModel newModel) {
    model = newModel;
    List.copyOf(items.values()).forEach(placed -> place(placed.item()));
  }

  /**
   * @param vector null when neither the text nor the model gives the item a place
   */
  private record Placed(CatalogItem item, float[] vector) {}
}
