package org.interesttracker.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.apache.flink.runtime.checkpoint.OperatorState;
import org.apache.flink.runtime.checkpoint.metadata.CheckpointMetadata;
import org.apache.flink.runtime.jobgraph.OperatorID;
import org.apache.flink.state.api.OperatorIdentifier;
import org.apache.flink.state.api.runtime.SavepointLoader;
import org.interesttracker.broadcast.Broadcast;
import org.interesttracker.job.OperatorIds;
import org.interesttracker.similarity.CountRow;

/**
 * What the whole job keeps of a user and of an item, by a savepoint, and what a row of similar
 * items costs each slot: what docs/SIZING.md reckons with.
 */
final class JobCostsBench implements Benchmark {

  /** Few, so that each has as many events as are kept of one. */
  private static final JobData DATA = new JobData(300, 1_000, 30_000, 200);

  private static final List<String> OF_USERS =
      List.of(
          OperatorIds.ASSIGN_PSEUDONYM,
          OperatorIds.TIMELINE,
          OperatorIds.TRACK_INTEREST,
          OperatorIds.RECOMMEND,
          OperatorIds.JOIN_FEEDBACK);

  private static final int CHANNELS = 5;
  private static final int NEIGHBOURS = 200;
  private static final int ROWS = 20_000;
  private static final int HELD = 5_000;

  @Override
  public String name() {
    return "job.costs";
  }

  @Override
  public String description() {
    return "bytes of state of a user and of an item in the whole job; a row of similar items";
  }

  @Override
  public void measure(Figures figures) throws Exception {
    try (JobRun run = new JobRun(DATA, JobOfEngineBench.cores(), Map.of("events.follow", "true"))) {
      JobRun.Ended ended = run.savepoint();
      CheckpointMetadata metadata =
          SavepointLoader.loadSavepointMetadata(ended.path().toUri().toString());
      double all = 0;
      for (String operator : OF_USERS) {
        double bytes = (double) bytes(metadata, operator) / DATA.users();
        figures.add(name() + ".user." + operator, bytes, "B/user");
        all += bytes;
      }
      figures.add(name() + ".user", all, "B/user");
      figures.add(
          name() + ".item",
          (double) bytes(metadata, OperatorIds.LEARN_SIMILARITY) / DATA.items(),
          "B/item");
      double events = (double) JobData.SESSION * ListProbe.lists();
      figures.add(name() + ".event", ended.sentBytes() / events, "B/event");
    }
    row(figures);
  }

  private static long bytes(CheckpointMetadata metadata, String uid) {
    OperatorID id = OperatorIdentifier.forUid(uid).getOperatorId();
    return metadata.getOperatorStates().stream()
        .filter(state -> state.getOperatorID().equals(id))
        .mapToLong(OperatorState::getStateSize)
        .sum();
  }

  /** Read from its bytes, as every slot does. */
  private void row(Figures figures) throws Exception {
    var serializer = Sample.serializer(Broadcast.class);
    DataOutputSerializer out = new DataOutputSerializer(1 << 14);
    serializer.serialize(Broadcast.of(row()), out);
    byte[] bytes = out.getCopyOfBuffer();
    DataInputDeserializer in = new DataInputDeserializer();
    long start = 0;
    for (int n = 0; n < 2 * ROWS; n++) {
      if (n == ROWS) {
        start = System.nanoTime();
      }
      in.setBuffer(bytes);
      serializer.deserialize(in);
    }
    figures.add(name() + ".row", bytes.length, "B/row");
    figures.add(name() + ".row.read", (System.nanoTime() - start) / 1e3 / ROWS, "us/row");
    List<Broadcast> held = new ArrayList<>(HELD);
    long before = used();
    for (int n = 0; n < HELD; n++) {
      in.setBuffer(bytes);
      held.add(serializer.deserialize(in));
    }
    figures.add(name() + ".row.heap", (double) (used() - before) / held.size(), "B/row");
  }

  private static long used() {
    System.gc();
    Runtime runtime = Runtime.getRuntime();
    return runtime.totalMemory() - runtime.freeMemory();
  }

  private static CountRow row() {
    return new CountRow(
        JobData.itemId(0),
        new double[CHANNELS],
        IntStream.range(0, NEIGHBOURS).mapToObj(JobData::itemId).toArray(String[]::new),
        new float[CHANNELS * NEIGHBOURS],
        0,
        0,
        0);
  }
}
