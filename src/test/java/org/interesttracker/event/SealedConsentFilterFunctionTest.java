package org.interesttracker.event;

import java.nio.file.Path;
import org.interesttracker.seal.SealFolder;
import org.interesttracker.seal.SealSettings;
import org.junit.jupiter.api.io.TempDir;

/** All that {@link ConsentFilterFunctionTest} asks, of state under users' keys. */
class SealedConsentFilterFunctionTest extends ConsentFilterFunctionTest {

  @TempDir private Path keys;

  @Override
  SealSettings seals() {
    return new SealFolder(keys).on();
  }
}
