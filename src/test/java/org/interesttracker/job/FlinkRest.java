package org.interesttracker.job;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.ConnectException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import javax.net.ssl.SSLContext;
import org.interesttracker.event.Json;

/** What tests ask of Flink's REST interface. */
final class FlinkRest {

  private final HttpClient client;
  private final String address;

  FlinkRest(String address) {
    this(address, HttpClient.newHttpClient());
  }

  /** One that asks for keys. */
  FlinkRest(String address, SSLContext keys) {
    this(address, HttpClient.newBuilder().sslContext(keys).build());
  }

  private FlinkRest(String address, HttpClient client) {
    this.address = address;
    this.client = client;
  }

  /** How many are registered; none as long as nobody answers, or nobody leads. */
  int taskManagers() throws Exception {
    try {
      return get("/taskmanagers").get("taskmanagers").size();
    } catch (ConnectException e) {
      return 0;
    }
  }

  /** Uploads a jar as the web page does; returns its id. */
  String upload(Path jar) throws Exception {
    String boundary = "end-of-the-jar";
    String head =
        String.join(
            "\r\n",
            "--" + boundary,
            "Content-Disposition: form-data; name=\"jarfile\"; filename=\""
                + jar.getFileName()
                + "\"",
            "Content-Type: application/x-java-archive",
            "",
            "");
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(address + "/jars/upload"))
            .header("Content-Type", "multipart/form-data; boundary=" + boundary)
            .POST(
                BodyPublishers.concat(
                    BodyPublishers.ofString(head),
                    BodyPublishers.ofFile(jar),
                    BodyPublishers.ofString("\r\n--" + boundary + "--\r\n")));
    return Path.of(send(request).get("filename").asText()).getFileName().toString();
  }

  /** Runs a jar that was uploaded; returns the id of the job. */
  String run(String jar, Map<String, Object> how) throws Exception {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(address + "/jars/" + jar + "/run"))
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofByteArray(Json.MAPPER.writeValueAsBytes(how)));
    return send(request).get("jobid").asText();
  }

  /** How often the job was restored from a checkpoint or savepoint. */
  int restored(String job) throws Exception {
    return get("/jobs/" + job + "/checkpoints").get("counts").get("restored").asInt();
  }

  /** Where it is, for a browser. */
  String address() {
    return address;
  }

  /**
   * The last checkpoint that was completed.
   *
   * @param id 0 before the first
   * @param triggered when, in epoch milliseconds
   * @param tookMillis from then until it was complete
   * @param bytes that were written for it
   * @param inProgress whether another is under way
   * @param failed how many have failed, since this JobManager leads
   */
  record Checkpoint(
      long id, long triggered, long tookMillis, long bytes, boolean inProgress, int failed) {}

  Checkpoint checkpoint(String job) throws Exception {
    JsonNode checkpoints = get("/jobs/" + job + "/checkpoints");
    JsonNode last = checkpoints.at("/latest/completed");
    return new Checkpoint(
        last.path("id").asLong(),
        last.path("trigger_timestamp").asLong(),
        last.path("end_to_end_duration").asLong(),
        last.path("checkpointed_size").asLong(),
        checkpoints.at("/counts/in_progress").asInt() > 0,
        checkpoints.at("/counts/failed").asInt());
  }

  /** Where the last checkpoint lies that was completed or restored, whichever is later. */
  String lastCheckpointPath(String job) throws Exception {
    JsonNode latest = get("/jobs/" + job + "/checkpoints").get("latest");
    JsonNode completed = latest.path("completed");
    JsonNode restored = latest.path("restored");
    return (completed.path("id").asLong() > restored.path("id").asLong() ? completed : restored)
        .get("external_path")
        .asText();
  }

  /** Such as RUNNING or FAILED. */
  String status(String job) throws Exception {
    return get("/jobs/" + job).get("state").asText();
  }

  /** Whether each subtask of the job runs, or has come to its end. */
  boolean isRunning(String job) throws Exception {
    for (JsonNode task : get("/jobs/" + job).get("vertices")) {
      int at = task.at("/tasks/RUNNING").asInt() + task.at("/tasks/FINISHED").asInt();
      if (at != task.get("parallelism").asInt()) {
        return false;
      }
    }
    return true;
  }

  /** The failures that the JobManager knows of, with their causes, as one text. */
  String failures(String job) throws Exception {
    return text("/jobs/" + job + "/exceptions");
  }

  /** The parallelisms of the job's tasks. */
  Set<Integer> parallelisms(String job) throws Exception {
    Set<Integer> parallelisms = new TreeSet<>();
    get("/jobs/" + job)
        .get("vertices")
        .forEach(task -> parallelisms.add(task.get("parallelism").asInt()));
    return parallelisms;
  }

  /** Whether all sources have ended but one: its bounded ones, where one follows its input. */
  boolean hasOneSourceLeft(String job) throws Exception {
    int left = 0;
    for (JsonNode task : get("/jobs/" + job).get("vertices")) {
      boolean isSource = task.get("name").asText().startsWith("Source: ");
      left += isSource && !task.get("status").asText().equals("FINISHED") ? 1 : 0;
    }
    return left == 1;
  }

  /**
   * How far event time has come at an operator, by the last metrics that were fetched; {@link
   * Long#MIN_VALUE} if it tells nothing yet.
   */
  long watermark(String job, String operator) throws Exception {
    long lowest = Long.MAX_VALUE;
    for (JsonNode task : get("/jobs/" + job).get("vertices")) {
      if (task.get("name").asText().contains(operator)) {
        JsonNode subtasks =
            get("/jobs/" + job + "/vertices/" + task.get("id").asText() + "/watermarks");
        if (subtasks.size() < task.get("parallelism").asInt()) {
          return Long.MIN_VALUE;
        }
        for (JsonNode subtask : subtasks) {
          lowest = Math.min(lowest, subtask.get("value").asLong());
        }
      }
    }
    return lowest;
  }

  /** Where TaskManagers send each other records. */
  List<Integer> dataPorts() throws Exception {
    return get("/taskmanagers").get("taskmanagers").findValues("dataPort").stream()
        .map(JsonNode::asInt)
        .toList();
  }

  /** What has become of a job, as Flink names it. */
  String state(String job) throws Exception {
    return get("/jobs/" + job).get("state").asText();
  }

  /** Why a job failed, with all causes; empty if it did not. */
  String failure(String job) throws Exception {
    StringBuilder failures = new StringBuilder();
    get("/jobs/" + job + "/exceptions")
        .findValues("stacktrace")
        .forEach(trace -> failures.append(trace.asText()));
    return failures.toString();
  }

  void cancel(String job) throws Exception {
    HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(address + "/jobs/" + job));
    text(request.method("PATCH", BodyPublishers.noBody()));
  }

  /** An answer as it comes. */
  String text(String path) throws Exception {
    return text(HttpRequest.newBuilder(URI.create(address + path)));
  }

  private JsonNode get(String path) throws Exception {
    return send(HttpRequest.newBuilder(URI.create(address + path)));
  }

  private JsonNode send(HttpRequest.Builder request) throws Exception {
    return Json.MAPPER.readTree(text(request));
  }

  private String text(HttpRequest.Builder request) throws Exception {
    HttpResponse<String> response =
        client.send(request.build(), HttpResponse.BodyHandlers.ofString());
    if (response.statusCode() == HttpURLConnection.HTTP_UNAVAILABLE) {
      throw new ConnectException(response.body());
    }
    if (response.statusCode() / 100 != 2) {
      throw new IOException(response.statusCode() + ": " + response.body());
    }
    return response.body();
  }
}
