package org.interesttracker.seal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.concurrent.atomic.AtomicInteger;
import javax.crypto.spec.SecretKeySpec;
import org.jose4j.jwe.JsonWebEncryption;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SealerTest {

  private static final byte[] TEXT = "likes 电影".getBytes(StandardCharsets.UTF_8);

  @TempDir private Path folder;
  private FileUserKeys keys;
  private Sealer sealer;
  private final AtomicInteger shredded = new AtomicInteger();

  @BeforeEach
  void open() {
    keys = new FileUserKeys(folder.toUri().toString(), new MasterKeys(FixedKeys.of("m").read()));
    keys.create("ann", 0);
    keys.create("ben", 0);
    sealer = new Sealer(keys, true, shredded::incrementAndGet);
  }

  @Test
  void whatIsSealedIsOpenedAndLongerByWhatIsSaid() {
    Sealed sealed = seal("ann", "user");
    assertThat(sealer.open(sealed, "ann", "user")).isEqualTo(TEXT);
    assertThat(sealed.bytes()).hasSize(TEXT.length + Sealer.OVERHEAD);
    assertThat(seal("ann", "user")).as("never the same twice").isNotEqualTo(sealed);
    assertThat(shredded).hasValue(0);
  }

  @Test
  void aValueOfAnotherUserIsNotOpenedThoughItsKeyIsNamed() {
    Sealed bens = seal("ben", "user");
    assertThat(sealer.open(bens, "ann", "user")).isNull();
    byte[] renamed = bens.bytes().clone();
    byte[] annsId = seal("ann", "user").bytes();
    System.arraycopy(annsId, 0, renamed, 0, UserKey.ID_BYTES);
    assertThatThrownBy(() -> sealer.open(new Sealed(renamed), "ann", "user"))
        .isInstanceOf(UserKeysException.class)
        .hasMessage("A sealed value of user was changed, or is of another user or place");
  }

  @Test
  void aValueOfAnotherPlaceIsRefused() {
    Sealed met = seal("ann", "met");
    assertThatThrownBy(() -> sealer.open(met, "ann", "user")).isInstanceOf(UserKeysException.class);
  }

  @Test
  void theUserIsAssociatedDataEvenUnderOneKey() {
    UserKey key = keys.at("ann", 0);
    Sealed moved = sealer.seal(key, "ben", "user", TEXT, TEXT.length);
    assertThatThrownBy(() -> sealer.open(moved, "ann", "user"))
        .isInstanceOf(UserKeysException.class);
  }

  @Test
  void whatAKeyHidesIsGoneWithIt() {
    Sealed sealed = seal("ann", "user");
    Sealed bens = seal("ben", "user");
    keys.create("ann", 100);
    keys.destroy("ann", 100);
    assertThat(sealer.open(sealed, "ann", "user")).isNull();
    assertThat(shredded).hasValue(1);
    assertThat(sealer.open(bens, "ben", "user")).isEqualTo(TEXT);
  }

  @Test
  void sealedValuesWithoutKeysAreToldInASentence() {
    Sealed sealed = seal("ann", "user");
    assertThatThrownBy(() -> Sealer.off().open(sealed, "ann", "user"))
        .hasMessageContaining("privacy.user-keys-path does not say where their keys are");
  }

  @Test
  void aNameIsTheSameForTheSameTextOfTheSameUserOnly() {
    UserKey ann = keys.at("ann", 0);
    assertThat(Sealer.name(ann, "item")).isEqualTo(Sealer.name(keys.at("ann", 5), "item"));
    assertThat(Sealer.name(ann, "item"))
        .hasSize(32)
        .isNotEqualTo(Sealer.name(ann, "item2"))
        .isNotEqualTo(Sealer.name(keys.at("ben", 0), "item"));
  }

  /** By the content, key, nonce and header of RFC 7516, appendix A.1. */
  @Test
  void theExampleOfTheRfcHasTheRfcsBytes() {
    byte[] header =
        Base64.getUrlEncoder()
            .withoutPadding()
            .encode("{\"alg\":\"RSA-OAEP\",\"enc\":\"A256GCM\"}".getBytes(StandardCharsets.UTF_8));
    byte[] plain =
        "The true sign of intelligence is not knowledge but imagination."
            .getBytes(StandardCharsets.UTF_8);
    byte[] key =
        HexFormat.of().parseHex("b1a1f480548fe1733fb403ff6b9ad4f68a076e5b702e22692f82cb2e7aea40fc");
    byte[] nonce = HexFormat.of().parseHex("e3c575fc02dbe944b4e14ddb");
    byte[] sealed =
        new AesGcm()
            .seal(new SecretKeySpec(key, "AES"), new byte[0], nonce, header, plain, plain.length);
    assertThat(Jwe.compact(header, sealed))
        .isEqualTo(
            "eyJhbGciOiJSU0EtT0FFUCIsImVuYyI6IkEyNTZHQ00ifQ..48V1_ALb6US04U3b."
                + "5eym8TW_c8SuK0ltJ3rpYIzOeDQz7TALvtu6UG9oMo4vpzs9tX_EFShS8iB7j6ji"
                + "SdiwkIr3ajwQzaBtQD_A.XFBoMYUZodetZdvTiFvSkQ");
  }

  @Test
  void anotherLibraryOpensARecord() throws Exception {
    UserKey key = keys.at("ann", 0);
    JsonWebEncryption jwe = new JsonWebEncryption();
    jwe.setCompactSerialization(sealer.jwe(key, "ann", TEXT));
    jwe.setKey(new SecretKeySpec(key.key().getEncoded(), "AES"));
    assertThat(jwe.getPlaintextBytes()).isEqualTo(TEXT);
    assertThat(jwe.getKeyIdHeaderValue()).isEqualTo(key.id());
    assertThat(jwe.getHeader("sub")).isEqualTo("ann");
  }

  @Test
  void aRecordIsOpenedForItsUserUntilTheKeyIsDestroyed() {
    String record = sealer.jwe(keys.at("ann", 0), "ann", TEXT);
    assertThat(sealer.openJwe(record, "ann")).isEqualTo(TEXT);
    assertThat(sealer.openJwe(record, "ben")).as("none of ben's keys").isNull();
    keys.create("ann", 1);
    keys.destroy("ann", 1);
    assertThat(sealer.openJwe(record, "ann")).isNull();
    assertThat(shredded).hasValue(2);
  }

  @Test
  void aChangedRecordIsRefused() throws Exception {
    String record = sealer.jwe(keys.at("ann", 0), "ann", TEXT);
    String[] parts = record.split("\\.", -1);
    byte[] header =
        new ObjectMapper()
            .readTree(Base64.getUrlDecoder().decode(parts[0]))
            .toString()
            .replace("ann", "eve")
            .getBytes(StandardCharsets.UTF_8);
    parts[0] = Base64.getUrlEncoder().withoutPadding().encodeToString(header);
    assertThatThrownBy(() -> sealer.openJwe(String.join(".", parts), "ann"))
        .isInstanceOf(UserKeysException.class)
        .hasMessage("A sealed record was changed, or is another user's");
    for (String broken : Arrays.asList("", "a.b", record + ".x", record.replace("..", ".a."))) {
      assertThatThrownBy(() -> sealer.openJwe(broken, "ann"))
          .isInstanceOf(UserKeysException.class)
          .hasMessage("A sealed record is no compact JWE of this job");
    }
  }

  private Sealed seal(String user, String place) {
    return sealer.seal(sealer.keyAt(user, 0), user, place, TEXT, TEXT.length);
  }
}
