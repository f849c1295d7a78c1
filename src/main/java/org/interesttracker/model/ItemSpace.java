package org.interesttracker.model;

/**
 * Items by vectors of one kind: scored one and all by an index of the catalog's own or, once it is
 * large, searched in one that it shares with other catalogs.
 */
final class ItemSpace {

  private final ItemIndex all;
  private final NearestItems shared;
  private boolean large;

  ItemSpace(ItemIndex all, NearestItems shared) {
    this.all = all;
    this.shared = shared;
  }

  /**
   * Adds, replaces or removes an item.
   *
   * @param vector null if it has none, or no more
   */
  void put(String itemId, float[] vector, float bias) {
    if (large && vector != null) {
      shared.put(itemId, vector, bias);
    } else if (large) {
      shared.remove(itemId);
    } else if (vector != null) {
      all.put(itemId, vector, bias);
    } else {
      all.remove(itemId);
    }
  }

  /** From here on items are put into the shared index; those there are to be put again. */
  void becomeLarge() {
    large = true;
    all.clear();
  }

  /** Empty in a large catalog. */
  ItemIndex all() {
    return all;
  }

  /** Null in a catalog that is not large. */
  NearestItems nearest() {
    return large ? shared : null;
  }
}
