package org.interesttracker.seal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileUserKeysTest {

  private static final String USER = "ann/../\u00e4 1";

  @TempDir private Path folder;

  @Test
  void aKeyIsTheSameForAllWhoLook() {
    keys("one").create(USER, 0);
    UserKey key = keys("one").at(USER, 5);
    assertThat(key.isDestroyed()).isFalse();
    assertThat(keys("one").byId(USER, key.id()).key()).isEqualTo(key.key());
    assertThat(keys("one").find("ben")).isEmpty();
  }

  @Test
  void keysOfUsersDiffer() {
    keys("one").create(USER, 0);
    keys("one").create("ben", 0);
    assertThat(keys("one").at(USER, 0).key()).isNotEqualTo(keys("one").at("ben", 0).key());
  }

  @Test
  void aKeyIsMadeOnceForATime() {
    keys("one").create(USER, 0);
    keys("one").create(USER, 0);
    keys("one").create(USER, 101);
    keys("one").create(USER, 101);
    List<UserKey> found = keys("one").find(USER);
    assertThat(found).extracting(UserKey::since).containsExactly(0L, 101L);
    assertThat(keys("one").at(USER, 100).id()).isEqualTo(found.get(0).id());
    assertThat(keys("one").at(USER, 101).id()).isEqualTo(found.get(1).id());
  }

  @Test
  void whatWasBeforeIsDestroyedAndWhatReachesBeyondStays() throws Exception {
    keys("one").create(USER, 0);
    UserKey old = keys("one").at(USER, 0);
    assertThat(keys("one").destroy(USER, 101)).as("it has no end").isZero();
    keys("one").create(USER, 101);
    assertThat(keys("one").destroy(USER, 100)).as("it ends later").isZero();
    assertThat(keys("one").destroy(USER, 101)).isEqualTo(1);
    assertThat(keys("one").destroy(USER, 101)).as("once only").isZero();

    assertThat(keys("one").byId(USER, old.id()).isDestroyed()).isTrue();
    assertThat(keys("one").at(USER, 50).isDestroyed()).isTrue();
    assertThat(keys("one").at(USER, 101).isDestroyed()).isFalse();
    assertThat(files()).filteredOn(file -> file.toString().endsWith(".key")).hasSize(1);
  }

  @Test
  void aDestroyedKeyThatComesBackFromABackupStaysDestroyed() throws Exception {
    keys("one").create(USER, 0);
    Path file = files().get(0);
    byte[] backup = Files.readAllBytes(file);
    keys("one").create(USER, 101);
    keys("one").destroy(USER, 101);
    Files.write(file, backup);
    assertThat(keys("one").at(USER, 0).isDestroyed()).isTrue();
    assertThat(keys("one").rewrap()).isZero();
    keys("one").destroy(USER, 101);
    assertThat(file).doesNotExist();
  }

  @Test
  void noFileNamesTheUserOrHoldsTheKey() throws Exception {
    keys("one").create("ann", 0);
    byte[] key = keys("one").at("ann", 0).key().getEncoded();
    Path file = files().get(0);
    assertThat(file.toString().substring(folder.toString().length())).doesNotContain("ann");
    assertThat(Files.readAllBytes(file)).hasSize(61);
    assertThat(indexOf(Files.readAllBytes(file), key)).isNegative();
    assertThat(indexOf(key, key)).isZero();
  }

  @Test
  void aWrappedKeyIsOfNoUseAtAnotherPlace() throws Exception {
    keys("one").create("ann", 0);
    Path anns = files().get(0);
    keys("one").create("ben", 0);
    Path bens = files().stream().filter(file -> !file.equals(anns)).findFirst().orElseThrow();
    Files.write(bens, Files.readAllBytes(anns));
    assertThatThrownBy(() -> keys("one").find("ben"))
        .isInstanceOf(UserKeysException.class)
        .hasMessageMatching("The user key .*\\.key is damaged");
    assertThat(keys("one").find("ann")).hasSize(1);
  }

  @Test
  void anotherMasterKeyIsRefusedInASentence() {
    keys("one").create(USER, 0);
    assertThatThrownBy(() -> keys("two").find(USER))
        .isInstanceOf(UserKeysException.class)
        .hasMessageMatching(
            "The user keys in .* were wrapped by the master key [0-9a-f]{8},"
                + " but the one given is [0-9a-f]{8}");
  }

  @Test
  void aMasterKeyThatIsTooShortIsRefused() {
    assertThatThrownBy(() -> new MasterKeys(List.of(new byte[16])))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("has 16 bytes; it must have at least 32");
  }

  @Test
  void theMasterKeyIsChangedWhileBothAreAtHand() throws Exception {
    keys("old").create("ann", 0);
    keys("old").create("ann", 7);
    keys("old").create("ben", 0);
    FileUserKeys both = keys("new", "old");
    UserKey before = both.at("ann", 0);
    both.create("cem", 0);

    assertThat(both.rewrap()).as("those of the old one").isEqualTo(3);
    assertThat(both.rewrap()).isZero();

    assertThat(keys("new").at("ann", 0).key()).isEqualTo(before.key());
    assertThat(keys("new").find("ann")).hasSize(2);
    assertThat(keys("new").find("ben")).hasSize(1);
    assertThat(keys("new").find("cem")).hasSize(1);
    assertThatThrownBy(() -> keys("old").find("ben")).isInstanceOf(UserKeysException.class);
    assertThat(files()).hasSize(4);
  }

  @Test
  void aKeyThatIsBeingWrappedAnewIsReadByEither() throws Exception {
    keys("old").create("ann", 0);
    Path old = files().get(0);
    byte[] bytes = Files.readAllBytes(old);
    keys("new", "old").rewrap();
    Files.write(old, bytes);
    assertThat(keys("old").find("ann")).hasSize(1);
    assertThat(keys("new").find("ann")).hasSize(1);
    assertThat(keys("new", "old").find("ann")).hasSize(1);
  }

  @Test
  void aFolderThatCannotBeReadIsToldInASentence() throws Exception {
    Path file = Files.writeString(folder.resolve("file"), "x");
    FileUserKeys keys = new FileUserKeys(file.resolve("x").toUri().toString(), masters("one"));
    assertThatThrownBy(() -> keys.create(USER, 0))
        .isInstanceOf(UserKeysException.class)
        .hasMessageStartingWith("The user keys in file:")
        .hasMessageContaining("cannot be read or written: ");
  }

  @Test
  void whatAWrappingLeftBehindThatWasStoppedGoesWithTheKey() throws Exception {
    keys("one").create(USER, 0);
    keys("one").create(USER, 101);
    for (Path file : files()) {
      Files.copy(file, file.resolveSibling("." + file.getFileName() + ".0123456789abcdef"));
    }
    keys("one").destroy(USER, 101);
    assertThat(files())
        .as("one of the key that stays, and its own")
        .filteredOn(file -> file.toString().contains(".key"))
        .allMatch(file -> file.getFileName().toString().contains("000101-"))
        .hasSize(2);
  }

  @Test
  void filesThatAreNoKeysAreLeftAlone() throws Exception {
    keys("one").create(USER, 0);
    Path file = files().get(0);
    Files.writeString(file.resolveSibling("notes-of-mine.key"), "x");
    Files.writeString(file.resolveSibling("README"), "x");
    assertThat(keys("one").find(USER)).hasSize(1);
  }

  @Test
  void nobodyButTheOwnerMayReadWhereTheFileSystemHasOwners() throws Exception {
    assumeTrue(folder.getFileSystem().supportedFileAttributeViews().contains("posix"));
    keys("one").create(USER, 0);
    keys("one").create(USER, 101);
    keys("one").destroy(USER, 101);
    try (Stream<Path> all = Files.walk(folder.resolve("keys"))) {
      assertThat(all.map(FileUserKeysTest::permissions))
          .hasSize(5)
          .containsOnly("rwx------", "rw-------");
    }
  }

  private static String permissions(Path path) {
    try {
      return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void keysThatAreDestroyedWhileTheyAreReadAreNotRemembered() {
    keys("one").create("ann", 0);
    keys("one").create("ann", 9);
    ReadThenDestroyed keys = new ReadThenDestroyed(keys("one"));
    CachedUserKeys remembering = new CachedUserKeys(keys, 1);
    keys.afterReading = () -> remembering.destroy("ann", 9);
    assertThat(remembering.at("ann", 0).isDestroyed()).as("read before").isFalse();
    assertThat(remembering.at("ann", 0).isDestroyed()).as("read anew").isTrue();
  }

  @Test
  void rememberedKeysAreThoseOfNowOnceTheyAreForgotten() {
    CachedUserKeys remembering = new CachedUserKeys(keys("one"), 1);
    assertThat(remembering.find("ann")).isEmpty();
    keys("one").create("ann", 0);
    assertThat(remembering.find("ann")).as("absence is not remembered").hasSize(1);
    keys("one").create("ann", 9);
    assertThat(remembering.find("ann")).as("remembered").hasSize(1);
    String newer = keys("one").at("ann", 9).id();
    assertThat(remembering.byId("ann", newer)).as("an unknown id is looked for").isNotNull();
    keys("one").destroy("ann", 9);
    assertThat(remembering.at("ann", 0).isDestroyed()).isFalse();
    remembering.forget("ann");
    assertThat(remembering.at("ann", 0).isDestroyed()).isTrue();
    keys("one").create("ben", 0);
    remembering.find("ben");
    keys("one").create("ann", 20);
    assertThat(remembering.find("ann")).as("only one user is remembered").hasSize(3);
  }

  /** Users' keys, of which something becomes once they were read. */
  private static final class ReadThenDestroyed implements UserKeys {

    private final UserKeys keys;
    private Runnable afterReading = () -> {};

    ReadThenDestroyed(UserKeys keys) {
      this.keys = keys;
    }

    @Override
    public List<UserKey> find(String userId) {
      List<UserKey> found = keys.find(userId);
      Runnable next = afterReading;
      afterReading = () -> {};
      next.run();
      return found;
    }

    @Override
    public void create(String userId, long since) {
      keys.create(userId, since);
    }

    @Override
    public int destroy(String userId, long before) {
      return keys.destroy(userId, before);
    }
  }

  private FileUserKeys keys(String... masters) {
    return new FileUserKeys(folder.resolve("keys").toUri().toString(), masters(masters));
  }

  private static MasterKeys masters(String... words) {
    return new MasterKeys(FixedKeys.of(words).read());
  }

  private List<Path> files() throws IOException {
    try (Stream<Path> all = Files.walk(folder.resolve("keys"))) {
      return all.filter(Files::isRegularFile)
          .filter(file -> !file.getFileName().toString().endsWith(".crc"))
          .toList();
    }
  }

  private static int indexOf(byte[] bytes, byte[] part) {
    for (int i = 0; i + part.length <= bytes.length; i++) {
      if (Arrays.equals(bytes, i, i + part.length, part, 0, part.length)) {
        return i;
      }
    }
    return -1;
  }
}
