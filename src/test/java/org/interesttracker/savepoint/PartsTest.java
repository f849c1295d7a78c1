package org.interesttracker.savepoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class PartsTest {

  private static final int[] PARTS = {0, 1, 2};

  @Test
  void allRecordsOfAllPartsAreHandedOver() throws Exception {
    List<Integer> records = new ArrayList<>();
    AtomicInteger done = new AtomicInteger();
    new Parts<Integer>()
        .read(
            PARTS,
            (part, out) -> {
              for (int i = 0; i < 1_000; i++) {
                out.accept(part * 1_000 + i);
              }
            },
            records::add,
            done::incrementAndGet);
    assertThat(records).hasSize(3_000).doesNotHaveDuplicates();
    assertThat(done).hasValue(3);
  }

  @Test
  void whatEndsOnePartEndsAll() {
    for (Throwable failure : List.of(new IOException("gone"), new StackOverflowError("deep"))) {
      assertThatThrownBy(
              () ->
                  new Parts<Integer>()
                      .read(PARTS, (part, out) -> fail(failure), record -> {}, () -> {}))
          .isSameAs(failure);
    }
  }

  private static void fail(Throwable failure) throws Exception {
    if (failure instanceof Error error) {
      throw error;
    }
    throw (Exception) failure;
  }
}
