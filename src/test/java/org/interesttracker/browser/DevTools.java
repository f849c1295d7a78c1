package org.interesttracker.browser;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.interesttracker.event.Json;

/** A connection to a browser by the Chrome DevTools Protocol. */
final class DevTools implements WebSocket.Listener, AutoCloseable {

  private final StringBuilder message = new StringBuilder();
  private final AtomicInteger lastId = new AtomicInteger();
  private final Map<Integer, CompletableFuture<JsonNode>> calls = new ConcurrentHashMap<>();
  private final List<JsonNode> events = new CopyOnWriteArrayList<>();
  private WebSocket socket;

  private DevTools() {}

  static DevTools connect(String address) throws Exception {
    DevTools devTools = new DevTools();
    devTools.socket =
        HttpClient.newHttpClient()
            .newWebSocketBuilder()
            .buildAsync(URI.create(address), devTools)
            .get(30, TimeUnit.SECONDS);
    return devTools;
  }

  /**
   * @param session of a tab; null for the browser
   * @throws IOException that says what the browser answered, if that is an error
   */
  JsonNode call(String session, String method, Map<String, ?> parameters) throws Exception {
    int id = lastId.incrementAndGet();
    CompletableFuture<JsonNode> answer = new CompletableFuture<>();
    calls.put(id, answer);
    Map<String, Object> call = new TreeMap<>(Map.of("id", id, "method", method));
    call.put("params", parameters);
    if (session != null) {
      call.put("sessionId", session);
    }
    socket.sendText(Json.MAPPER.writeValueAsString(call), true).get(30, TimeUnit.SECONDS);
    JsonNode said = answer.get(60, TimeUnit.SECONDS);
    if (said.has("error")) {
      throw new IOException(method + ": " + said.get("error"));
    }
    return said.get("result");
  }

  /** What a tab told so far by itself, in order. */
  List<JsonNode> events(String session) {
    return events.stream().filter(e -> e.path("sessionId").asText().equals(session)).toList();
  }

  @Override
  public CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
    message.append(data);
    if (last) {
      accept(message.toString());
      message.setLength(0);
    }
    from.request(1);
    return null;
  }

  private void accept(String text) {
    try {
      JsonNode node = Json.MAPPER.readTree(text);
      CompletableFuture<JsonNode> call = calls.remove(node.path("id").asInt());
      if (call != null) {
        call.complete(node);
      } else {
        events.add(node);
      }
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    socket.abort();
  }
}
