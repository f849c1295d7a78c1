package org.interesttracker.savepoint;

import java.util.ArrayList;
import java.util.List;
import org.interesttracker.recommend.Blend;
import org.interesttracker.recommend.LastLists;

/** The last list of a user, as rows; see {@link UserRow} on why fields are public. */
public final class ListsRow {

  /** 1 is the user's first list. */
  public final Long number;

  /** The group that the user was in then, by how many events were seen. */
  public final String usersWithEvents;

  public final List<Item> items;
  public final List<Term> terms;

  /** An item of the list; place 1 is the best. */
  public static final class Item {
    public final Integer place;
    public final String itemId;

    private Item(int place, String itemId) {
      this.place = place;
      this.itemId = itemId;
    }
  }

  /** What a model said of the item at a place. */
  public static final class Term {
    public final Integer place;
    public final String model;
    public final Double term;

    private Term(int place, String model, double term) {
      this.place = place;
      this.model = model;
      this.term = term;
    }
  }

  private ListsRow(LastLists last) {
    number = last.number() + 1L;
    usersWithEvents = Blend.groups().get(Blend.group(last.events()));
    items = new ArrayList<>();
    terms = new ArrayList<>();
    for (String item : last.served()) {
      items.add(new Item(items.size() + 1, item));
    }
    for (int place = 0; place < last.listed(); place++) {
      for (int model = 0; model < last.models().length; model++) {
        terms.add(new Term(place + 1, last.models()[model], last.feature(place, model)));
      }
    }
  }

  static ListsRow of(LastLists last) {
    return new ListsRow(last);
  }
}
