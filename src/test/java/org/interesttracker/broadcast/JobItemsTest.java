package org.interesttracker.broadcast;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.apache.flink.api.common.JobID;
import org.interesttracker.event.CatalogItem;
import org.interesttracker.model.SharedItems;
import org.junit.jupiter.api.Test;

class JobItemsTest {

  private final JobID job = new JobID();

  @Test
  void theSubtasksOfAJobShareWhatOthersDoNot() {
    SharedItems first = JobItems.borrow(job);
    JobID otherJob = new JobID();

    assertThat(JobItems.borrow(job)).isSameAs(first);
    assertThat(JobItems.borrow(otherJob)).isNotSameAs(first);

    JobItems.giveBack(job);
    JobItems.giveBack(job);
    JobItems.giveBack(otherJob);
  }

  @Test
  void nothingIsHeldOnceTheLastSubtaskHasEnded() {
    int before = JobItems.jobs();
    SharedItems first = JobItems.borrow(job);
    JobItems.borrow(job);
    JobItems.giveBack(job);

    assertThat(JobItems.jobs()).isEqualTo(before + 1);
    JobItems.giveBack(job);
    assertThat(JobItems.jobs()).isEqualTo(before);

    SharedItems afterwards = JobItems.borrow(job);
    assertThat(afterwards).isNotSameAs(first);
    JobItems.giveBack(job);
  }

  @Test
  void itemsThatSayTheSameAreOneObject() {
    SharedItems items = JobItems.borrow(job);
    CatalogItem first = item("Title", 0);

    assertThat(items.held(first)).isSameAs(first);
    assertThat(items.held(item("Title", 0))).isSameAs(first);
    CatalogItem changed = item("Another", 0);
    assertThat(items.held(changed)).isSameAs(changed);
    assertThat(items.held(item("Another", 0))).isSameAs(changed);
    assertThat(items.held(item("Another", 1)).timestamp()).isEqualTo(1);
    JobItems.giveBack(job);
  }

  private static CatalogItem item(String title, long time) {
    return new CatalogItem("a", title, null, List.of("jazz"), new float[] {0.6f, 0.8f}, "en", time);
  }
}
