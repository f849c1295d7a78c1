package org.interesttracker.model;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InterestModelTest {

  @TempDir private Path folder;

  @Test
  void aModelOfTheSameSpaceMayTakeOver() throws Exception {
    InterestModel held = model("held", 4, 3, 1);
    InterestModel next = model("next", 4, 5, 2);

    assertThatCode(() -> next.checkCanReplace(held, next.card().sha256()))
        .doesNotThrowAnyException();
    assertThatCode(() -> next.checkCanReplace(held, next.version())).doesNotThrowAnyException();
    assertThatCode(() -> next.checkCanReplace(held, null)).doesNotThrowAnyException();
  }

  @Test
  void otherWeightsThanExpectedAreRefused() throws Exception {
    InterestModel held = model("held", 4, 3, 1);
    InterestModel next = model("next", 4, 3, 2);

    assertThatThrownBy(() -> next.checkCanReplace(held, held.version()))
        .hasMessageContaining(next.card().sha256())
        .hasMessageContaining("expected " + held.version());
  }

  @Test
  void otherProjectionsAreRefused() throws Exception {
    InterestModel held = model("held", 4, 3, 1);
    InterestModel bare = withoutProjections(held);

    assertThatThrownBy(() -> bare.checkCanReplace(held, null))
        .hasMessageContaining("its projections differ");
    assertThatThrownBy(() -> held.checkCanReplace(bare, null))
        .hasMessageContaining("its projections differ");
  }

  @Test
  void withoutProjectionsTheDimensionTellsSpacesApart() throws Exception {
    InterestModel held = withoutProjections(model("held", 4, 3, 1));
    InterestModel next = withoutProjections(model("next", 5, 3, 1));

    assertThatThrownBy(() -> next.checkCanReplace(held, null))
        .hasMessageContaining("its vectors have 5 values")
        .hasMessageContaining("have 4");
    assertThatCode(() -> held.checkCanReplace(held, null)).doesNotThrowAnyException();
  }

  private InterestModel model(String name, int dimension, int hidden, long seed) throws Exception {
    return ModelFiles.read(ModelFixtures.untrained(folder.resolve(name), dimension, hidden, seed));
  }

  private static InterestModel withoutProjections(InterestModel model) {
    return new InterestModel(model.card(), model.lstm(), Map.of(), model.residuals());
  }
}
