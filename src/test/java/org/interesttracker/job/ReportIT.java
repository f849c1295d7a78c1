package org.interesttracker.job;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import javax.imageio.ImageIO;
import org.interesttracker.browser.Chromium;
import org.interesttracker.browser.Tab;
import org.interesttracker.event.Json;
import org.jsoup.Jsoup;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The page of a savepoint, as a person has it in a browser. */
class ReportIT {

  private static final int PHONE = 390;

  @TempDir private static Path folder;

  private static Inspected savepoint;
  private static Path page;
  private static JsonNode data;
  private static Chromium browser;

  private Tab tab;

  @BeforeAll
  static void writePage() throws Exception {
    GeneratedData generated = GeneratedData.in(folder.resolve("data"), 1_500);
    Path out = Files.createDirectory(folder.resolve("out"));
    var config =
        new TrackerConfig()
            .set(TrackerOptions.EVENTS_PATH, generated.events().toUri().toString())
            .set(TrackerOptions.EVENTS_FOLLOW, "true")
            .set(TrackerOptions.CATALOG_PATH, generated.catalog().toUri().toString())
            .set(TrackerOptions.OUTPUT_PATH, out.toUri().toString())
            .set("execution.checkpointing.interval", "1 s")
            .set("parallelism.default", "1")
            .build();
    EmbeddedRun run = new EmbeddedRun(new JobLauncher(config), config, out);
    run.start();
    run.awaitRead();
    savepoint = new Inspected(folder, run.stop(folder.resolve("savepoint")));
    page = folder.resolve("report.html");
    assertThat(savepoint.run("--report=" + page)).isZero();
    data = Json.MAPPER.readTree(Jsoup.parse(page).getElementById("data").data());
    browser = Chromium.startOrSkip(Files.createDirectory(folder.resolve("profile")));
  }

  @AfterAll
  static void closeBrowser() throws Exception {
    if (browser != null) {
      browser.close();
    }
  }

  @BeforeEach
  void open() throws Exception {
    tab = browser.open(page.toUri().toString());
    tab.resize(1200, 900);
  }

  /** Whatever was done with the page. */
  @AfterEach
  void nothingWasHeldAgainstIt() throws Exception {
    try (Tab used = tab) {
      assertThat(used.complaints()).isEmpty();
      assertThat(used.requests()).isEmpty();
    }
  }

  /** The rows of a view, as its command writes them. */
  private static List<JsonNode> view(String... arguments) throws Exception {
    return savepoint.view(arguments);
  }

  @Test
  void everyNumberIsThatOfTheView() throws Exception {
    for (String name : List.of("interests", "quality", "blend")) {
      assertThat(data.get(name))
          .as(name)
          .isNotEmpty()
          .containsExactlyInAnyOrderElementsOf(view(name));
    }
    assertUsers(view("users"));
    JsonNode item = data.get("items").get(0);
    List<JsonNode> similar = view("similar", item.get("item_id").asText());
    assertThat(item.get("nearest")).isNotEmpty();
    for (JsonNode neighbour : item.get("nearest")) {
      assertThat(similar)
          .anyMatch(
              row ->
                  row.get("item_id").equals(neighbour.get(0))
                      && row.get("channel").equals(neighbour.get(1))
                      && row.get("similarity").equals(neighbour.get(2)));
    }
    long shown = 0;
    for (JsonNode bin : data.get("drift")) {
      shown += bin.get("users").asLong();
    }
    assertThat(shown)
        .isEqualTo(view("--sql=SELECT count(drift) AS n FROM user_drift").get(0).get("n").asLong());
  }

  private static void assertUsers(List<JsonNode> users) throws Exception {
    assertThat(data.get("users")).hasSameSizeAs(users).hasSize(40);
    for (int u = 0; u < users.size(); u++) {
      JsonNode shown = data.get("users").get(u);
      Iterator<String> columns = users.get(u).fieldNames();
      while (columns.hasNext()) {
        String column = columns.next();
        assertThat(shown.get(column)).as(column).isEqualTo(users.get(u).get(column));
      }
    }
    JsonNode user = data.get("users").get(0);
    String about = "WHERE user_id = '" + user.get("user_id").asText() + "'";
    List<JsonNode> events = view("--sql=FROM recent_events " + about + " ORDER BY place");
    assertThat(user.get("recent")).hasSameSizeAs(events).isNotEmpty();
    for (int e = 0; e < events.size(); e++) {
      List<String> columns = List.of("time", "type", "item_id", "weight");
      for (int c = 0; c < columns.size(); c++) {
        assertThat(user.get("recent").get(e).get(c)).isEqualTo(events.get(e).get(columns.get(c)));
      }
    }
    List<JsonNode> list = view("--sql=FROM lists " + about + " ORDER BY place");
    assertThat(user.get("list")).hasSameSizeAs(list).isNotEmpty();
  }

  @Test
  void drawsEveryChart() throws Exception {
    List<String> empty =
        texts(
            "[...document.querySelectorAll('.chart')].filter(c => c.offsetParent"
                + " && !c.querySelector('svg path')).map(c => c.id)");
    assertThat(empty).isEmpty();
    assertThat(tab.evaluate("by('map-chart').querySelectorAll('svg path').length").asInt())
        .isGreaterThanOrEqualTo(40);
    assertThat(texts("[...by('topics-chart').querySelectorAll('text')].map(t => t.textContent)"))
        .containsSubsequence(data.get("interests").findValuesAsText("topic").subList(0, 10));
    assertThat(colours(tab.picture())).isGreaterThan(20);
  }

  private List<String> texts(String expression) throws Exception {
    List<String> texts = new ArrayList<>();
    tab.evaluate(expression).forEach(text -> texts.add(text.asText()));
    return texts;
  }

  private static long colours(byte[] png) throws Exception {
    BufferedImage image = ImageIO.read(new ByteArrayInputStream(png));
    return Arrays.stream(
            image.getRGB(0, 0, image.getWidth(), image.getHeight(), null, 0, image.getWidth()))
        .distinct()
        .count();
  }

  @Test
  void theSearchFindsAUser() throws Exception {
    JsonNode user = data.get("users").get(7);
    tab.evaluate("by('user-search').focus()");
    tab.type(user.get("user_id").asText());
    tab.press("Enter");
    tab.awaitTrue("!by('user-found').hidden");

    assertThat(tab.evaluate("by('user-words').textContent")).isEqualTo(user.get("english"));
    assertThat(tab.evaluate("by('user-events-table').querySelectorAll('tbody tr').length").asInt())
        .isEqualTo(user.get("recent").size());
    assertThat(tab.evaluate("by('user-list-table').querySelectorAll('tbody tr').length").asInt())
        .isEqualTo(user.get("list").size());
    assertThat(tab.evaluate("by('user-events-chart').querySelectorAll('svg path').length").asInt())
        .isGreaterThanOrEqualTo(user.get("recent").size());

    tab.evaluate("by('user-search').select()");
    tab.type("nobody");
    tab.press("Enter");
    tab.awaitTrue("by('user-found').hidden");
    assertThat(tab.evaluate("by('user-status').textContent").asText())
        .isEqualTo("No user 'nobody' is on this page.");
  }

  @Test
  void anItemLeadsToItsNeighbours() throws Exception {
    JsonNode item = data.get("items").get(0);
    tab.evaluate("by('item-search').focus()");
    tab.type(item.get("item_id").asText());
    tab.press("Enter");
    tab.awaitTrue("!by('item-found').hidden");
    String first = tab.evaluate("by('item-table').querySelector('button').textContent").asText();

    tab.evaluate("by('item-table').querySelector('button').focus()");
    tab.press("Enter");

    tab.awaitTrue("by('item-search').value === '" + first + "'");
    assertThat(tab.evaluate("by('item-status').textContent").asText())
        .isEqualTo("Showing item " + first + ".");
  }

  @Test
  void theLanguageSwitches() throws Exception {
    assertThat(tab.evaluate("document.querySelector('#topics h2').textContent").asText())
        .isEqualTo("Topics");
    tab.evaluate("document.querySelector('[data-language=zh]').focus()");
    tab.press("Enter");
    tab.awaitTrue("document.documentElement.lang === 'zh'");

    assertThat(tab.evaluate("document.querySelector('#topics h2').textContent").asText())
        .isEqualTo("主题");
    assertThat(tab.evaluate("by('topics-chart').getAttribute('aria-label')").asText())
        .startsWith("主题。");
    assertThat(texts("Object.keys(WORDS.en).filter(k => WORDS.zh[k] === undefined)")).isEmpty();
    assertThat(texts("[...document.querySelectorAll('[data-t]')].filter(e => !e.textContent)"))
        .isEmpty();
  }

  @Test
  void isDarkWhereTheSystemIsAndWhereOneSaysSo() throws Exception {
    tab.prefer("light");
    tab.awaitTrue("document.documentElement.dataset.theme === 'light'");
    assertThat(background()).isEqualTo("rgb(255, 255, 255)");
    tab.prefer("dark");
    tab.awaitTrue("document.documentElement.dataset.theme === 'dark'");
    assertThat(background()).isEqualTo("rgb(20, 23, 26)");

    tab.evaluate("by('theme').value = 'light'; by('theme').dispatchEvent(new Event('change'))");
    assertThat(background()).isEqualTo("rgb(255, 255, 255)");
  }

  private String background() throws Exception {
    return tab.evaluate("getComputedStyle(document.body).backgroundColor").asText();
  }

  @Test
  void fitsAPhone() throws Exception {
    tab.resize(PHONE, 844);
    tab.evaluate("showUser(data.users[0].user_id); showItem(data.items[0].item_id)");
    tab.awaitTrue("by('topics-chart').querySelector('svg').clientWidth < " + PHONE);
    assertThat(tab.evaluate("document.documentElement.scrollWidth").asInt())
        .isLessThanOrEqualTo(PHONE);
  }

  @Test
  void prints() throws Exception {
    tab.prefer("dark");
    tab.awaitTrue("document.documentElement.dataset.theme === 'dark'");
    byte[] pdf = tab.print();
    assertThat(new String(pdf, 0, 5, StandardCharsets.US_ASCII)).isEqualTo("%PDF-");
    assertThat(pdf.length).isGreaterThan(20_000);
    tab.awaitTrue("document.documentElement.dataset.theme === 'dark'");
  }

  /** A4 less its margins is 703 pixels across. */
  @Test
  void chartsAreAsWideAsPaper() throws Exception {
    String widths = "[...document.querySelectorAll('.chart svg')].map(s => s.clientWidth)";
    tab.evaluate("dispatchEvent(new Event('beforeprint'))");
    assertThat(tab.evaluate(widths)).isNotEmpty().allMatch(width -> width.asInt() == 700);
    assertThat(tab.evaluate("echarts.getInstanceByDom(by('map-chart')).getOption().legend[0].type"))
        .as("a legend without pages")
        .hasToString("\"plain\"");
    tab.evaluate("dispatchEvent(new Event('afterprint'))");
    assertThat(tab.evaluate(widths)).isNotEmpty().allMatch(width -> width.asInt() > 1000);
  }

  @Test
  void aScreenReaderIsToldOfEverything() throws Exception {
    tab.evaluate("showUser(data.users[0].user_id); showItem(data.items[0].item_id)");
    List<String> told = tab.accessible();
    assertThat(told).contains("search: ", "button: English", "combobox: Colours");
    assertThat(told)
        .filteredOn(thing -> thing.matches("(button|combobox|searchbox|textbox|link|image|img): ?"))
        .isEmpty();
    assertThat(texts("[...document.querySelectorAll('button')].map(b => b.textContent)"))
        .as("a button for what there is not")
        .doesNotContain("–");
    String topic = data.get("interests").get(0).get("topic").asText();
    assertThat(told).anyMatch(thing -> thing.startsWith("image: Topics. " + topic));
    assertThat(
            texts(
                "[...document.querySelectorAll('.chart')].filter(c => !c.hidden"
                    + " && !c.closest('section').querySelector('table')).map(c => c.id)"))
        .isEmpty();
  }

  @Test
  void theKeyboardReachesWhatCanBeUsed() throws Exception {
    List<String> reached = new ArrayList<>();
    for (int i = 0; i < 60; i++) {
      tab.press("Tab");
      reached.add(
          tab.evaluate("document.activeElement.id || document.activeElement.textContent").asText());
    }
    assertThat(reached)
        .contains("English", "中文", "theme", "days-what", "map-what", "user-search")
        .contains("item-search", "quality-what");
  }
}
