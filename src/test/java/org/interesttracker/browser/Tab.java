package org.interesttracker.browser;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.interesttracker.job.Await;

/** A page in a browser, as a person has it before them. */
public final class Tab implements AutoCloseable {

  private final DevTools devTools;
  private final String target;
  private final String session;

  Tab(DevTools devTools, String target, String session) {
    this.devTools = devTools;
    this.target = target;
    this.session = session;
  }

  void load(String url) throws Exception {
    for (String domain : List.of("Page", "Runtime", "Network", "Log")) {
      call(domain + ".enable", Map.of());
    }
    call("Page.navigate", Map.of("url", url));
    Await.until("the page is loaded", () -> told("Page.loadEventFired").findAny().isPresent());
  }

  private JsonNode call(String method, Map<String, ?> parameters) throws Exception {
    return devTools.call(session, method, parameters);
  }

  private Stream<JsonNode> told(String method) {
    return devTools.events(session).stream()
        .filter(event -> event.get("method").asText().equals(method))
        .map(event -> event.get("params"));
  }

  /** Waits until an expression is true on the page. */
  public void awaitTrue(String expression) throws Exception {
    Await.until(
        expression + " on the page", () -> evaluate("Boolean(" + expression + ")").asBoolean());
  }

  /**
   * The value of an expression of JavaScript.
   *
   * @throws IOException if it throws
   */
  public JsonNode evaluate(String expression) throws Exception {
    JsonNode answer =
        call(
            "Runtime.evaluate",
            Map.of("expression", expression, "returnByValue", true, "awaitPromise", true));
    if (answer.has("exceptionDetails")) {
      throw new IOException(answer.get("exceptionDetails").toString());
    }
    return answer.get("result").path("value");
  }

  /** Types a text into what has the focus. */
  public void type(String text) throws Exception {
    call("Input.insertText", Map.of("text", text));
  }

  /** Presses a key, such as {@code Tab}, {@code Enter} or {@code ArrowDown}. */
  public void press(String key) throws Exception {
    Map<String, Integer> codes = Map.of("Tab", 9, "Enter", 13, "ArrowDown", 40, "Escape", 27);
    for (String type : List.of("keyDown", "keyUp")) {
      call(
          "Input.dispatchKeyEvent",
          Map.of(
              "type", type,
              "key", key,
              "code", key,
              "text", key.equals("Enter") && type.equals("keyDown") ? "\r" : "",
              "windowsVirtualKeyCode", codes.getOrDefault(key, 0)));
    }
  }

  /** Makes the window so wide and high, in pixels of CSS; a narrow one is a phone. */
  public void resize(int width, int height) throws Exception {
    call(
        "Emulation.setDeviceMetricsOverride",
        Map.of("width", width, "height", height, "deviceScaleFactor", 1, "mobile", width < 600));
  }

  /** Shows the page as one who likes it {@code dark} or {@code light} has it. */
  public void prefer(String scheme) throws Exception {
    call(
        "Emulation.setEmulatedMedia",
        Map.of("features", List.of(Map.of("name", "prefers-color-scheme", "value", scheme))));
  }

  /** A picture of the whole page, as PNG. */
  public byte[] picture() throws Exception {
    call("Page.bringToFront", Map.of());
    JsonNode size = call("Page.getLayoutMetrics", Map.of()).get("cssContentSize");
    Map<String, ?> all =
        Map.of(
            "x", 0, "y", 0, "width", size.get("width"), "height", size.get("height"), "scale", 1);
    return decoded(
        call("Page.captureScreenshot", Map.of("captureBeyondViewport", true, "clip", all)));
  }

  /** The page in print, as PDF. */
  public byte[] print() throws Exception {
    return decoded(
        call("Page.printToPDF", Map.of("printBackground", true, "preferCSSPageSize", true)));
  }

  private static byte[] decoded(JsonNode answer) {
    return Base64.getDecoder().decode(answer.get("data").asText());
  }

  /** The roles and names that a screen reader is told, as {@code role: name}, in order. */
  public List<String> accessible() throws Exception {
    JsonNode nodes = call("Accessibility.getFullAXTree", Map.of()).get("nodes");
    return Stream.of(nodes)
        .flatMap(all -> all.findParents("role").stream())
        .filter(node -> !node.path("ignored").asBoolean() && node.get("role").has("value"))
        .map(
            node ->
                node.get("role").get("value").asText()
                    + ": "
                    + node.path("name").path("value").asText())
        .toList();
  }

  /** What the console holds against the page, and errors that nobody caught. */
  public List<String> complaints() {
    return Stream.of(
            told("Runtime.exceptionThrown"),
            told("Runtime.consoleAPICalled")
                .filter(call -> List.of("error", "warning", "assert").contains(type(call))),
            told("Log.entryAdded"))
        .flatMap(events -> events)
        .map(JsonNode::toString)
        .toList();
  }

  private static String type(JsonNode call) {
    return call.get("type").asText();
  }

  /** What was asked for, beside the page itself and what it holds within it. */
  public List<String> requests() {
    return told("Network.requestWillBeSent")
        .map(request -> request.get("request").get("url").asText())
        .filter(url -> !url.startsWith("data:") && !url.startsWith("blob:"))
        .skip(1)
        .toList();
  }

  @Override
  public void close() throws IOException {
    try {
      devTools.call(null, "Target.closeTarget", Map.of("targetId", target));
    } catch (IOException e) {
      throw e;
    } catch (Exception e) {
      throw new IOException(e);
    }
  }
}
