package org.interesttracker.savepoint;

import java.sql.SQLException;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import org.interesttracker.job.OperatorIds;
import org.interesttracker.recommend.Blend;
import org.interesttracker.recommend.UserWeights;
import org.interesttracker.savepoint.Database.Rows;

/** What users met and were recommended last, from the operator that recommends. */
final class ListTables implements TableSource {

  private static final String MET = "met";
  private static final String LISTS = "lists";
  private static final String LIST_TERMS = "list_terms";
  private static final String USER_WEIGHTS = "user_weights";

  private final SnapshotReader reader;
  private final double userPrior;
  private final UserSample sample;

  /**
   * @param userPrior how probable it is held beforehand that weights of a user's own are better
   * @param sample of those whose items and lists are wanted; null for all
   */
  ListTables(SnapshotReader reader, double userPrior, UserSample sample) {
    this.reader = reader;
    this.userPrior = userPrior;
    this.sample = sample;
  }

  @Override
  public Set<String> tables() {
    return Set.of(MET, LISTS, LIST_TERMS, USER_WEIGHTS);
  }

  @Override
  public void fill(Database database, Set<String> wanted, String only) throws Exception {
    try (Rows met = database.rows(MET, wanted);
        Rows lists = database.rows(LISTS, wanted);
        Rows terms = database.rows(LIST_TERMS, wanted);
        Rows weights = database.rows(USER_WEIGHTS, wanted)) {
      reader.keyed(
          OperatorIds.RECOMMEND,
          () -> new ReadListsFunction(only),
          only,
          user -> {
            if (sample != null && !sample.has(user.userId())) {
              return;
            }
            addMet(user, met);
            if (user.last() != null) {
              ListsRow last = ListsRow.of(user.last());
              addLists(user.userId(), last, lists);
              addTerms(user.userId(), last, terms);
            }
            if (user.weights() != null) {
              addWeights(user.userId(), user.weights(), weights);
            }
          });
    }
  }

  private static void addMet(SavedLists user, Rows met) throws SQLException {
    for (Map.Entry<String, Long> item : user.met().entrySet()) {
      met.add(user.userId(), item.getKey(), Instant.ofEpochMilli(item.getValue()));
    }
  }

  private static void addLists(String userId, ListsRow last, Rows lists) throws SQLException {
    for (ListsRow.Item item : last.items) {
      lists.add(userId, item.place, item.itemId, last.number);
    }
  }

  private static void addTerms(String userId, ListsRow last, Rows terms) throws SQLException {
    for (ListsRow.Term term : last.terms) {
      terms.add(userId, term.place, term.model, last.usersWithEvents, term.term);
    }
  }

  private void addWeights(String userId, UserWeights own, Rows weights) throws SQLException {
    for (int model = 0; model < own.models().length; model++) {
      weights.add(
          userId,
          own.models()[model],
          (double) own.offsets()[model],
          Blend.ownShare(userPrior, own));
    }
  }
}
