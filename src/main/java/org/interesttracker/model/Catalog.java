package org.interesttracker.model;

import java.util.HashMap;
import java.util.Map;
import org.interesttracker.event.CatalogItem;

/**
 * The items known, each with its place in the vector space: its text's place plus what the model
 * learned of it. Not thread-safe.
 */
public final class Catalog {

  private final Map<String, CatalogItem> items = new HashMap<>();
  private final ItemIndex index;
  private InterestModel model;

  public Catalog(InterestModel model) {
    this.model = model;
    this.index = new ItemIndex(model.dimension());
  }

  /**
   * Adds or replaces an item.
   *
   * @param item embedded: its vector has length D or is null
   */
  public void put(CatalogItem item) {
    items.put(item.itemId(), item);
    float[] vector = place(item);
    if (vector != null) {
      index.put(item.itemId(), vector);
    } else {
      index.remove(item.itemId());
    }
  }

  /** The item, or null if it is not in the catalog. */
  public CatalogItem item(String itemId) {
    return itemId == null ? null : items.get(itemId);
  }

  /** The item's place in the space, length D; null if unknown. */
  public float[] vector(String itemId) {
    CatalogItem item = item(itemId);
    return item == null ? null : place(item);
  }

  /** All items that have a place, ready to be scored together. */
  public ItemIndex index() {
    return index;
  }

  public int size() {
    return items.size();
  }

  /** Moves every item to where another model of the same vector space sees it. */
  public void use(InterestModel newModel) {
    model = newModel;
    Map.copyOf(items).values().forEach(this::put);
  }

  private float[] place(CatalogItem item) {
    return model.itemVector(item.itemId(), item.vector());
  }
}
