package org.interesttracker.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import org.interesttracker.event.Json;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.Test;

class HtmlPageTest {

  private static final String HOSTILE = "</script><img src=x>$1 \\ /*{charts}*/";

  @Test
  void thePageLoadsNothing() throws IOException {
    Document page = Jsoup.parse(HtmlPage.of("/report/report.html", metrics()));
    assertThat(page.select("[src], link").not("link[rel=icon]")).isEmpty();
    assertThat(page.select("script")).hasSize(3);
    assertThat(page.select("script").get(1).data()).contains("Apache Software Foundation");
  }

  @Test
  void namesCannotLeaveTheData() throws IOException {
    Document page = Jsoup.parse(HtmlPage.of("/report/report.html", metrics()));
    Element data = page.getElementById("data");
    assertThat(Json.MAPPER.readTree(data.data())).isEqualTo(metrics());
  }

  private static ObjectNode metrics() {
    ObjectNode metrics = Json.MAPPER.createObjectNode();
    metrics.putObject("models").putObject(HOSTILE).put("HR@10", 0.5);
    return metrics;
  }
}
