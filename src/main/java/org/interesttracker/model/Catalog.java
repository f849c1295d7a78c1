package org.interesttracker.model;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.interesttracker.event.CatalogItem;

/**
 * The items known, each with its place in the vector space: its text's place plus what the model
 * learned of it. A catalog that has grown large leaves the search among all items to indexes that
 * it shares with others. Not thread-safe.
 */
public final class Catalog {

  private final ItemNumbers numbers = new ItemNumbers();

  /** By number; null where an item has a number but is not in the catalog. */
  private final List<Placed> items = new ArrayList<>();

  private final CategoryIndex categories = new CategoryIndex();
  private final TopicIndex topics;
  private final SharedItems shared;
  private final int exactUpTo;
  private ItemSpace places;
  private ItemSpace texts;
  private InterestModel model;
  private boolean large;
  private int size;

  /** One that is never large. */
  public Catalog(InterestModel model) {
    this(model, null, Integer.MAX_VALUE);
  }

  /**
   * @param shared has the indexes for a large catalog
   * @param exactUpTo how many items there are in one that is not large
   */
  public Catalog(InterestModel model, SharedItems shared, int exactUpTo) {
    this.model = model;
    this.shared = shared;
    this.exactUpTo = exactUpTo;
    this.topics = new TopicIndex(model.dimension());
  }

  /**
   * Adds or replaces an item.
   *
   * @param item embedded: its vector has length D or is null
   */
  public void put(CatalogItem item) {
    int number = numbers.number(item.itemId());
    Placed before = placed(number);
    if (before != null) {
      topics.remove(before.item());
    }
    topics.add(item);
    categories.put(number, item.categories());
    size += before == null ? 1 : 0;
    place(number, item);
    indexText(item);
    if (!large && size > exactUpTo) {
      becomeLarge();
    }
  }

  private void place(int number, CatalogItem item) {
    Placed placed = new Placed(item, model.itemVector(item.itemId(), item.vector()));
    while (items.size() <= number) {
      items.add(null);
    }
    items.set(number, placed);
    indexPlace(placed);
  }

  private Placed placed(int number) {
    return number >= 0 && number < items.size() ? items.get(number) : null;
  }

  private Placed placed(String itemId) {
    return placed(numbers.find(itemId));
  }

  private void indexPlace(Placed placed) {
    if (places != null) {
      String itemId = placed.item().itemId();
      ItemBiases biases = model.biases();
      // An index that others share is to see the items alike when all biases rise or fall together.
      float bias = biases.of(itemId) - (large ? biases.others() : 0);
      places.put(itemId, placed.vector(), bias);
    }
  }

  private void indexText(CatalogItem item) {
    if (texts != null) {
      texts.put(item.itemId(), item.vector(), 0);
    }
  }

  private void becomeLarge() {
    large = true;
    if (places != null) {
      places.becomeLarge();
    }
    if (texts != null) {
      texts.becomeLarge();
    }
    forEach(this::indexPlace);
    forEach(placed -> indexText(placed.item()));
  }

  /** By number, so that an index is the same whenever it was made. */
  private void forEach(Consumer<Placed> use) {
    for (Placed placed : items) {
      if (placed != null) {
        use.accept(placed);
      }
    }
  }

  private ItemSpace space(NearestItems nearest) {
    ItemSpace space = new ItemSpace(new ItemIndex(model.dimension(), numbers), nearest);
    if (large) {
      space.becomeLarge();
    }
    return space;
  }

  private ItemSpace places() {
    if (places == null) {
      places = space(shared == null ? null : shared.places());
      forEach(this::indexPlace);
    }
    return places;
  }

  private ItemSpace textSpace() {
    if (texts == null) {
      texts = space(shared == null ? null : shared.texts());
      forEach(placed -> indexText(placed.item()));
    }
    return texts;
  }

  /** The item, or null if it is not in the catalog. */
  public CatalogItem item(String itemId) {
    Placed placed = placed(itemId);
    return placed == null ? null : placed.item();
  }

  /** The item's title; empty if it is not in the catalog. */
  public Optional<String> title(String itemId) {
    return Optional.ofNullable(item(itemId)).map(CatalogItem::title);
  }

  /** The item's place in the space, length D; null if unknown. */
  public float[] vector(String itemId) {
    Placed placed = placed(itemId);
    return placed == null ? null : placed.vector();
  }

  /** The item's place by its text alone, length D; null if unknown. */
  public float[] textVector(String itemId) {
    CatalogItem item = item(itemId);
    return item == null ? null : item.vector();
  }

  /** The same by number. */
  public float[] textVector(int number) {
    Placed placed = placed(number);
    return placed == null ? null : placed.item().vector();
  }

  /** The numbers that all who score items share. */
  public ItemNumbers numbers() {
    return numbers;
  }

  /**
   * All items that have a place, ready to be scored together; none in a large catalog. Made at the
   * first call, for it takes 4 D bytes an item.
   */
  public ItemIndex index() {
    return places().all();
  }

  /** Whether it is searched by {@link #nearest} and {@link #nearestTexts}; it stays so. */
  public boolean isLarge() {
    return large;
  }

  /** What finds the nearest of a large catalog's items by their places; null in another. */
  public NearestItems nearest() {
    return places().nearest();
  }

  /**
   * All items by their texts alone, without what the model learned of them; a dot product with a
   * vector of norm 1 is a cosine. None in a large catalog. Made at the first call, for it takes 4 D
   * bytes an item.
   */
  public ItemIndex texts() {
    return textSpace().all();
  }

  /** What finds the nearest of a large catalog's items by their texts; null in another. */
  public NearestItems nearestTexts() {
    return textSpace().nearest();
  }

  /** What a query makes of an item that has a place: y · v plus the item's bias. */
  public float score(String itemId, float[] query) {
    return score(numbers.find(itemId), query);
  }

  /** The same by number. */
  public float score(int number, float[] query) {
    return (float) Vectors.dot(query, placed(number).vector())
        + model.biases().of(numbers.id(number));
  }

  /** Whether an item has a place. */
  public boolean hasPlace(int number) {
    Placed placed = placed(number);
    return placed != null && placed.vector() != null;
  }

  /** Which item is of which category. */
  public CategoryIndex categories() {
    return categories;
  }

  /** Where the items' categories lie in the space. */
  public TopicIndex topics() {
    return topics;
  }

  /** The vector, where it is of length D; null where a model of another dimension made it. */
  public float[] fitting(float[] vector) {
    return vector != null && vector.length == dimension() ? vector : null;
  }

  /** The dimension D of the vector space. */
  public int dimension() {
    return model.dimension();
  }

  public int size() {
    return size;
  }

  /** The model by which the items are placed. */
  public InterestModel model() {
    return model;
  }

  /** Moves every item to where another model of the same vector space sees it. */
  public void use(InterestModel newModel) {
    model = newModel;
    for (int number = 0; number < items.size(); number++) {
      if (items.get(number) != null) {
        place(number, items.get(number).item());
      }
    }
  }

  /**
   * @param vector null when neither the text nor the model gives the item a place
   */
  private record Placed(CatalogItem item, float[] vector) {}
}
