package org.interesttracker.recommend;

import java.nio.file.Path;
import org.interesttracker.seal.SealFolder;
import org.interesttracker.seal.SealSettings;
import org.junit.jupiter.api.io.TempDir;

/** All that {@link RecommendOperatorTest} asks, of state under users' keys. */
class SealedRecommendOperatorTest extends RecommendOperatorTest {

  @TempDir private Path keys;

  @Override
  SealSettings seals() {
    return new SealFolder(keys).on();
  }
}
