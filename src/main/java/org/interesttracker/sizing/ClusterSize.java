package org.interesttracker.sizing;

/**
 * How large a cluster a workload needs, by a model that docs/SIZING.md shows: cores from the rate,
 * disks from users and items, memory from the catalog, the network from the exchanges and from what
 * every slot is told, checkpoints from what changes between two of them.
 */
public record ClusterSize(Workload load, Costs costs) {

  /** How busy a core is to be at the busiest time, so that a failure can be caught up with. */
  static final double BUSY = 0.6;

  /** What part of a core may go into rows of similar items that other slots learned. */
  static final double ROWS = 0.05;

  static final int SLOTS = 8;

  /** What a TaskManager takes beside catalog and RocksDB: JVM, language models, buffers. */
  static final double BASE_BYTES = 6e9;

  /** RocksDB's block cache and buffers, as a share of the state on a TaskManager. */
  static final double CACHED = 0.1;

  /** RocksDB's files on disk over the state in them: levels, and files that checkpoints hold. */
  static final double ON_DISK = 1.5;

  /** What compaction adds to an incremental checkpoint: bytes written anew for one that changed. */
  static final double REWRITTEN = 3;

  /** Slots, one on each core. */
  public long cores() {
    return (long) Math.ceil(load.eventsPerSecond() / (costs.eventsPerCore() * BUSY * (1 - ROWS)));
  }

  public long taskManagers() {
    return (cores() + SLOTS - 1) / SLOTS;
  }

  /** Bytes of all users and items. */
  public double state() {
    return load.users() * costs.userBytes() + load.items() * costs.itemBytes();
  }

  /** Bytes of disk of a TaskManager. */
  public double disk() {
    return ON_DISK * state() / taskManagers();
  }

  /** Bytes of memory of a TaskManager. */
  public double memory() {
    return BASE_BYTES
        + load.items() * (costs.itemHeapBytes() + SLOTS * costs.rowHeapBytes())
        + CACHED * state() / taskManagers();
  }

  /**
   * Seconds that similarity.emit-interval must be at the least: each slot takes in each row, so
   * their number does not fall with the number of slots.
   */
  public double emitSeconds() {
    return load.items() * costs.rowMicros() / 1e6 / ROWS;
  }

  /** Bytes a second that come to a TaskManager by the network. */
  public double network() {
    return load.eventsPerSecond() * costs.eventBytes() / taskManagers() + rows();
  }

  /** Bytes a second of rows: every slot gets its own. */
  public double rows() {
    return SLOTS * load.items() * costs.rowBytes() / emitSeconds();
  }

  /** Bytes of an incremental checkpoint, of the whole job; no more than a full one. */
  public double checkpoint() {
    double changed =
        load.usersTouched() * costs.userBytes() + load.itemsTouched() * costs.itemBytes();
    return Math.min(state() * ON_DISK, REWRITTEN * changed);
  }

  /** Bytes a second that a TaskManager writes to the store of checkpoints. */
  public double checkpointRate() {
    return checkpoint() / load.checkpointEvery().toSeconds() / taskManagers();
  }
}
