package org.interesttracker.job;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.runtime.OperatorIDPair;
import org.apache.flink.runtime.jobgraph.JobVertex;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.graph.StreamEdge;
import org.apache.flink.streaming.api.graph.StreamGraph;
import org.apache.flink.streaming.api.graph.StreamNode;
import org.apache.flink.streaming.runtime.partitioner.BroadcastPartitioner;

/** The graph that Flink would run: operators, their uids, tasks that they are chained into. */
final class JobPlan {

  /**
   * An operator.
   *
   * @param subtasks its parallelism
   * @param task the number of the task that it is chained into, from 1 in order of the flow
   * @param from what it reads, in order
   */
  record Operator(String uid, String name, int subtasks, int task, List<Input> from) {}

  /**
   * What an operator reads.
   *
   * @param uid of whom
   * @param how records are handed over, as Flink calls it: forward, hash, rebalance, broadcast
   */
  record Input(String uid, String how) {}

  private static final String BROADCAST =
      new BroadcastPartitioner<>().toString().toLowerCase(Locale.ROOT);
  private static final String FORWARD = "forward";

  private final List<Operator> operators;

  private JobPlan(List<Operator> operators) {
    this.operators = operators;
  }

  /**
   * Puts the job together and starts nothing.
   *
   * @param parallelism of what does not have its own
   */
  static JobPlan of(Configuration effective, int parallelism) {
    // Neither local nor that of a cluster: in the command flink, only Flink may make those.
    StreamExecutionEnvironment environment = new StreamExecutionEnvironment(effective);
    environment.setParallelism(parallelism);
    JobLauncher.define(environment, effective);
    StreamGraph graph = environment.getStreamGraph();
    Map<String, Integer> tasks = tasks(graph);
    List<Operator> operators = new ArrayList<>();
    graph.getStreamNodes().stream()
        .sorted(
            Comparator.comparingInt(
                    (StreamNode node) -> tasks.getOrDefault(node.getTransformationUID(), 0))
                .thenComparingInt(StreamNode::getId))
        .forEach(node -> operators.add(operator(graph, node, tasks)));
    return new JobPlan(List.copyOf(operators));
  }

  private static Operator operator(StreamGraph graph, StreamNode node, Map<String, Integer> tasks) {
    List<Input> from = new ArrayList<>();
    for (StreamEdge edge : node.getInEdges()) {
      from.add(
          new Input(
              graph.getStreamNode(edge.getSourceId()).getTransformationUID(),
              edge.getPartitioner().toString().toLowerCase(Locale.ROOT)));
    }
    return new Operator(
        node.getTransformationUID(),
        node.getOperatorName(),
        node.getParallelism(),
        tasks.getOrDefault(node.getTransformationUID(), 0),
        List.copyOf(from));
  }

  private static Map<String, Integer> tasks(StreamGraph graph) {
    Map<String, Integer> tasks = new HashMap<>();
    int number = 0;
    for (JobVertex vertex : graph.getJobGraph().getVerticesSortedTopologicallyFromSources()) {
      number++;
      for (OperatorIDPair operator : vertex.getOperatorIDs()) {
        tasks.put(operator.getUserDefinedOperatorUid(), number);
      }
    }
    return tasks;
  }

  List<Operator> operators() {
    return operators;
  }

  /** A table: a line for each operator. */
  List<String> text() {
    int uid = width(operators.stream().map(Operator::uid).toList());
    String format = "%4s  %-" + uid + "s  %8s  %s";
    List<String> lines = new ArrayList<>();
    lines.add(format.formatted("task", "uid", "subtasks", "reads"));
    for (Operator operator : operators) {
      lines.add(
          format
              .formatted(
                  operator.task(),
                  operator.uid(),
                  operator.subtasks(),
                  operator.from().stream().map(JobPlan::text).collect(Collectors.joining(", ")))
              .stripTrailing());
    }
    return lines;
  }

  private static String text(Input input) {
    return input.how().equals(FORWARD) ? input.uid() : input.uid() + " (" + input.how() + ")";
  }

  private static int width(List<String> column) {
    return column.stream().mapToInt(String::length).max().orElse(1);
  }

  /** A flow chart for Mermaid: a box for each task, an arrow for each stream. */
  List<String> mermaid() {
    Map<String, String> ids = new HashMap<>();
    operators.forEach(operator -> ids.put(operator.uid(), "n" + ids.size()));
    List<String> lines = new ArrayList<>(List.of("flowchart LR"));
    Map<Integer, List<Operator>> tasks =
        operators.stream().collect(Collectors.groupingBy(Operator::task));
    tasks.forEach(
        (task, chained) -> {
          lines.add(
              "  subgraph t%d [\"task %d, subtasks: %d\"]"
                  .formatted(task, task, chained.get(0).subtasks()));
          chained.forEach(
              operator ->
                  lines.add("    %s[\"%s\"]".formatted(ids.get(operator.uid()), operator.uid())));
          lines.add("  end");
        });
    for (Operator operator : operators) {
      for (Input input : operator.from()) {
        lines.add(
            "  %s %s %s"
                .formatted(ids.get(input.uid()), arrow(input.how()), ids.get(operator.uid())));
      }
    }
    return lines;
  }

  private static String arrow(String how) {
    if (how.equals(FORWARD)) {
      return "-->";
    }
    return how.equals(BROADCAST) ? "-.->|broadcast|" : "-->|" + how + "|";
  }
}
