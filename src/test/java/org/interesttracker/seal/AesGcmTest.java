package org.interesttracker.seal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.HexFormat;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;

/** By test case 16 of McGrew and Viega, "The Galois/Counter Mode of Operation" (2005). */
class AesGcmTest {

  private static final HexFormat HEX = HexFormat.of();
  private static final byte[] NONCE = HEX.parseHex("cafebabefacedbaddecaf888");
  private static final byte[] DATA = HEX.parseHex("feedfacedeadbeeffeedfacedeadbeefabaddad2");
  private static final byte[] PLAIN =
      HEX.parseHex(
          "d9313225f88406e5a55909c5aff5269a86a7a9531534f7da2e4c303d8a318a72"
              + "1c3c0c95956809532fcf0e2449a6b525b16aedf5aa0de657ba637b39");
  private static final String SEALED =
      "522dc1f099567d07f47f37a32a84427d643a8cdcbfe5c0c97598a2bd2555d1aa"
          + "8cb08e48590dbb3da7b08b1056828838c5f61e6393ba7a0abcc9f662"
          + "76fc6ece0f4e1768cddf8853bb2d551b";
  private static final SecretKeySpec KEY =
      new SecretKeySpec(
          HEX.parseHex("feffe9928665731c6d6a8f9467308308feffe9928665731c6d6a8f9467308308"), "AES");

  private final AesGcm cipher = new AesGcm();

  @Test
  void theKnownValueIsSealedAsKnown() {
    byte[] head = {7, 8};
    byte[] longer = Arrays.copyOf(PLAIN, PLAIN.length + 5);
    assertThat(HEX.formatHex(cipher.seal(KEY, head, NONCE, DATA, longer, PLAIN.length)))
        .isEqualTo("0708" + HEX.formatHex(NONCE) + SEALED);
  }

  @Test
  void theKnownSealIsOpened() {
    byte[] sealed = HEX.parseHex("ff" + HEX.formatHex(NONCE) + SEALED);
    assertThat(cipher.open(KEY, sealed, 1, DATA)).isEqualTo(PLAIN);
  }

  @Test
  void noBitOfTheNonceTheTextTheTagOrTheDataMayBeAnother() {
    byte[] sealed = HEX.parseHex(HEX.formatHex(NONCE) + SEALED);
    for (int bit = 0; bit < 8 * sealed.length; bit++) {
      byte[] changed = sealed.clone();
      changed[bit / 8] ^= (byte) (1 << bit % 8);
      assertThat(cipher.open(KEY, changed, 0, DATA)).as("bit %d", bit).isNull();
    }
    byte[] otherData = DATA.clone();
    otherData[3]++;
    assertThat(cipher.open(KEY, sealed, 0, otherData)).isNull();
    assertThat(cipher.open(KEY, Arrays.copyOf(sealed, 20), 0, DATA)).isNull();
  }
}
