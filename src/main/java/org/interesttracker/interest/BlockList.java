package org.interesttracker.interest;

import java.util.Set;
import org.interesttracker.event.CatalogItem;
import org.interesttracker.model.Catalog;

/** Which items a user blocked, one by one or by their categories. */
public final class BlockList {

  private final Set<String> items;
  private final Set<String> categories;
  private final Catalog catalog;

  /**
   * @param preferences null if the user ordered nothing
   * @param catalog tells an item's categories, as they are when it is asked about
   */
  public BlockList(Preferences preferences, Catalog catalog) {
    this.items = preferences == null ? Set.of() : Set.copyOf(preferences.blockedItems());
    this.categories = preferences == null ? Set.of() : Set.copyOf(preferences.blockedCategories());
    this.catalog = catalog;
  }

  public boolean blocks(String itemId) {
    return items.contains(itemId) || !categories.isEmpty() && blocksCategoryOf(itemId);
  }

  private boolean blocksCategoryOf(String itemId) {
    CatalogItem item = catalog.item(itemId);
    return item != null && item.categories().stream().anyMatch(categories::contains);
  }
}
