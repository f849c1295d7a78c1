package org.interesttracker.recommend;

import java.util.BitSet;
import java.util.List;
import java.util.stream.Stream;
import org.interesttracker.event.CatalogItem;
import org.interesttracker.model.Catalog;
import org.interesttracker.model.CategoryIndex;

/**
 * Which items the operator of the job lets into lists. Where categories are allowed by name, an
 * item needs one of them; an item of a banned one stays out whatever else it is. An item whose time
 * is not known is taken to be fresh. Not thread-safe.
 */
public final class ListRules {

  private final ListSettings settings;
  private final Catalog catalog;
  private final BitSet allowed = new BitSet();
  private final BitSet banned = new BitSet();
  private int resolved;

  /**
   * @param catalog read as it changes
   */
  public ListRules(ListSettings settings, Catalog catalog) {
    this.settings = settings;
    this.catalog = catalog;
  }

  /**
   * Whether an item may be listed.
   *
   * @param item its number in the catalog
   * @param time of the list, epoch milliseconds
   */
  public boolean allows(int item, long time) {
    return isOfAllowedCategory(item) && isFresh(item, time);
  }

  private boolean isOfAllowedCategory(int item) {
    if (settings.allowedCategories().isEmpty() && settings.bannedCategories().isEmpty()) {
      return true;
    }
    resolve();
    boolean found = settings.allowedCategories().isEmpty();
    for (int category : catalog.categories().of(item)) {
      if (banned.get(category)) {
        return false;
      }
      found |= allowed.get(category);
    }
    return found;
  }

  /**
   * Categories get their numbers as items come, so names are looked up again when there are more.
   */
  private void resolve() {
    if (resolved < catalog.categories().size()) {
      resolved = catalog.categories().size();
      numbers(settings.allowedCategories()).forEach(allowed::set);
      numbers(settings.bannedCategories()).forEach(banned::set);
    }
  }

  private List<Integer> numbers(List<String> names) {
    return names.stream().map(catalog.categories()::find).filter(number -> number >= 0).toList();
  }

  private boolean isFresh(int item, long time) {
    if (settings.maxAge() == 0) {
      return true;
    }
    CatalogItem known = catalog.item(catalog.numbers().id(item));
    return known == null || known.timestamp() == 0 || time - known.timestamp() <= settings.maxAge();
  }

  /** The categories of the rules that no item of the catalog has; perhaps they are misspelt. */
  public List<String> unknownCategories() {
    CategoryIndex categories = catalog.categories();
    return Stream.concat(
            settings.allowedCategories().stream(), settings.bannedCategories().stream())
        .filter(
            name ->
                categories.find(name) < 0 || categories.items(categories.find(name)).size() == 0)
        .distinct()
        .toList();
  }
}
