package org.interesttracker.broadcast;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.common.JobID;
import org.apache.flink.api.common.state.BroadcastState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.state.OperatorStateStore;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.execution.SuppressRestartsException;
import org.interesttracker.event.CatalogItem;
import org.interesttracker.event.ControlMessage;
import org.interesttracker.model.Catalog;
import org.interesttracker.model.InterestModel;
import org.interesttracker.model.ModelFileException;
import org.interesttracker.model.ModelFiles;
import org.interesttracker.model.SharedItems;
import org.interesttracker.similarity.Channels;
import org.interesttracker.similarity.CountRow;
import org.interesttracker.similarity.SimilarityRow;
import org.interesttracker.similarity.SimilarityTable;
import org.interesttracker.similarity.UserItems;
import org.interesttracker.similarity.UserPool;
import org.interesttracker.text.TermIndex;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What an operator keeps of its broadcast input: the catalog, the similarity table and the model in
 * force, each backed by broadcast state. All updates are upserts, so their order across inputs does
 * not matter. All operators of a job in one JVM hold the same items, and one index of a large
 * catalog.
 */
public final class SharedState implements AutoCloseable {

  public static final MapStateDescriptor<String, CatalogItem> ITEMS =
      new MapStateDescriptor<>("items", Types.STRING, TypeInformation.of(CatalogItem.class));

  public static final MapStateDescriptor<String, SimilarityRow> ROWS =
      new MapStateDescriptor<>("similarity", Types.STRING, TypeInformation.of(SimilarityRow.class));

  public static final MapStateDescriptor<String, CountRow> COUNTS =
      new MapStateDescriptor<>("counts", Types.STRING, TypeInformation.of(CountRow.class));

  public static final MapStateDescriptor<String, ControlMessage> ACTIVATION =
      new MapStateDescriptor<>(
          "active-model", Types.STRING, TypeInformation.of(ControlMessage.class));

  public static final MapStateDescriptor<String, UserItems> USERS =
      new MapStateDescriptor<>("users", Types.STRING, TypeInformation.of(UserItems.class));

  /** Of which vector space the items are. */
  public static final MapStateDescriptor<String, String> SPACE =
      new MapStateDescriptor<>("space", Types.STRING, Types.STRING);

  private static final Logger LOG = LoggerFactory.getLogger(SharedState.class);
  private static final String ACTIVE = "active";

  private final BroadcastState<String, CatalogItem> items;
  private final BroadcastState<String, SimilarityRow> rows;
  private final BroadcastState<String, CountRow> counts;
  private final BroadcastState<String, ControlMessage> activation;
  private final BroadcastState<String, UserItems> users;
  private final JobID job;
  private final SharedItems sharedItems;
  private final Catalog catalog;
  private final SimilarityTable similarity;
  private TermIndex terms;
  private UserPool pool;
  private InterestModel model;

  /**
   * Opens the state, or finds it again after a restore.
   *
   * @param modelLocation the model to start with; a model that was activated later goes before it
   * @param channels of the similarity; rows that were learned for others are forgotten
   * @param job what is shared with
   * @param exactUpTo see {@link Catalog}
   */
  public SharedState(
      OperatorStateStore store, String modelLocation, Channels channels, JobID job, int exactUpTo)
      throws Exception {
    this.job = job;
    items = store.getBroadcastState(ITEMS);
    rows = store.getBroadcastState(ROWS);
    counts = store.getBroadcastState(COUNTS);
    activation = store.getBroadcastState(ACTIVATION);
    users = store.getBroadcastState(USERS);
    ControlMessage active = activation.get(ACTIVE);
    model = open(active == null ? modelLocation : active.model());
    requireSameSpace(store.getBroadcastState(SPACE));
    sharedItems = JobItems.borrow(job);
    catalog = new Catalog(model, sharedItems, exactUpTo);
    similarity = new SimilarityTable(channels, catalog.numbers());
    try {
      restore();
    } catch (Exception e) {
      close();
      throw e;
    }
  }

  /** Items bring their vectors along, and to another model those mean nothing. */
  private void requireSameSpace(BroadcastState<String, String> space) throws Exception {
    String held = space.get(ACTIVE);
    if (held != null && !held.equals(model.space()) && items.iterator().hasNext()) {
      throw new SuppressRestartsException(
          new IllegalStateException(
              ("The items of the savepoint have their places from another model than %s, in whose"
                      + " vector space they mean nothing: keep model.path, or have the catalog read"
                      + " again, for which 'migrate --read-catalog-again' makes a savepoint")
                  .formatted(model.version())));
    }
    space.put(ACTIVE, model.space());
  }

  private void restore() throws Exception {
    restoreItems();
    for (Map.Entry<String, SimilarityRow> row : rows.immutableEntries()) {
      similarity.put(row.getValue());
    }
    restoreCounts();
  }

  private void restoreItems() throws Exception {
    List<CatalogItem> restored = new ArrayList<>();
    for (Map.Entry<String, CatalogItem> item : items.immutableEntries()) {
      restored.add(item.getValue());
    }
    for (CatalogItem item : restored) {
      put(item);
    }
  }

  private void put(CatalogItem item) throws Exception {
    CatalogItem held = sharedItems.held(item);
    items.put(held.itemId(), held);
    catalog.put(held);
    if (terms != null) {
      terms.put(held);
    }
  }

  private void restoreCounts() throws Exception {
    List<CountRow> learned = new ArrayList<>();
    for (Map.Entry<String, CountRow> row : counts.immutableEntries()) {
      learned.add(row.getValue());
    }
    for (CountRow row : learned) {
      if (similarity.fits(row)) {
        similarity.put(row);
      } else {
        counts.remove(row.itemId());
      }
    }
  }

  private static InterestModel open(String location) {
    try {
      return ModelFiles.load(location);
    } catch (ModelFileException e) {
      // A file that is wrong now is wrong after a restart.
      throw new SuppressRestartsException(e);
    }
  }

  public Catalog catalog() {
    return catalog;
  }

  public SimilarityTable similarity() {
    return similarity;
  }

  public InterestModel model() {
    return model;
  }

  /** How many changes of items the indexes of a large catalog have not taken in yet. */
  public int waitingItems() {
    return sharedItems.waiting();
  }

  /** The words of the catalog's items. Made at the first call, for only one model reads it. */
  public TermIndex terms() throws Exception {
    if (terms == null) {
      terms = new TermIndex(catalog.numbers());
      for (Map.Entry<String, CatalogItem> item : items.immutableEntries()) {
        terms.put(item.getValue());
      }
    }
    return terms;
  }

  /**
   * The users whom others may resemble. Made at the first call; without one, news of users is
   * ignored.
   *
   * @param size how many are kept
   */
  public UserPool pool(int size) throws Exception {
    if (pool == null) {
      pool = new UserPool(size, catalog.numbers());
      for (Map.Entry<String, UserItems> user : users.immutableEntries()) {
        pool.learn(user.getValue());
      }
    }
    return pool;
  }

  /**
   * Takes in one piece of news.
   *
   * @return true when another model took over
   */
  public boolean apply(Broadcast news) throws Exception {
    if (news.item() != null) {
      put(news.item());
      return false;
    }
    if (news.user() != null) {
      learn(news.user());
      return false;
    }
    if (news.counts() != null) {
      put(news.counts());
      return false;
    }
    if (news.row() != null) {
      put(news.row());
      return false;
    }
    return activate(news.activation());
  }

  /** State holds whom the pool holds, so that it is bounded and forgets as the pool does. */
  private void learn(UserItems user) throws Exception {
    if (pool == null) {
      return;
    }
    String left = pool.learn(user);
    UserItems held = pool.items(user.userId());
    if (held == null) {
      users.remove(user.userId());
    } else {
      users.put(user.userId(), held);
    }
    if (left != null) {
      users.remove(left);
    }
  }

  /** The table keeps the newer row, so state must too: it fills the table after a restore. */
  private void put(CountRow row) throws Exception {
    CountRow held = counts.get(row.itemId());
    if (held != null && row.isOlderThan(held.asOf(), held.version())) {
      return;
    }
    if (row.isEmpty()) {
      counts.remove(row.itemId());
    } else {
      counts.put(row.itemId(), row);
    }
    similarity.put(row);
  }

  private void put(SimilarityRow row) throws Exception {
    SimilarityRow held = rows.get(row.itemId());
    if (held == null || row.version() >= held.version()) {
      rows.put(row.itemId(), row);
      similarity.put(row);
    }
  }

  /** A model that cannot take over is refused, and the one in force stays. */
  private boolean activate(ControlMessage order) throws Exception {
    InterestModel next;
    try {
      next = ModelFiles.load(order.model());
      next.checkCanReplace(model, order.sha256());
    } catch (Exception e) {
      LOG.warn("Model {} is refused, {} stays: {}", order.model(), model.version(), e.getMessage());
      return false;
    }
    activation.put(ACTIVE, order);
    if (next.version().equals(model.version())) {
      return false;
    }
    LOG.info("Model {} takes over from {}", next.version(), model.version());
    model = next;
    catalog.use(next);
    return true;
  }

  /** Lets go of what is shared within the JVM. */
  @Override
  public void close() {
    JobItems.giveBack(job);
  }
}
