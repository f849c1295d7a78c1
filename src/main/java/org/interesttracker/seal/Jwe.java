package org.interesttracker.seal;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;

/**
 * JSON Web Encryption in compact form (RFC 7516), {@code alg} {@code dir} and {@code enc} {@code
 * A256GCM} (RFC 7518): the user's key encrypts the content itself. The header names the key by
 * {@code kid} and the user by {@code sub}; being protected, neither can be changed.
 *
 * @param protectedHeader as it stands in the text, Base64url: what the tag authenticates
 * @param keyId of the header
 * @param sealed nonce, ciphertext, tag
 */
record Jwe(byte[] protectedHeader, String keyId, byte[] sealed) {

  private static final Base64.Encoder ENCODER = Base64.getUrlEncoder().withoutPadding();
  private static final Base64.Decoder DECODER = Base64.getUrlDecoder();
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int PARTS = 5;

  /** The encoded header. */
  static byte[] header(String keyId, String userId) {
    String json =
        JSON.createObjectNode()
            .put("alg", "dir")
            .put("enc", "A256GCM")
            .put("kid", keyId)
            .put("sub", userId)
            .toString();
    return ENCODER.encode(json.getBytes(StandardCharsets.UTF_8));
  }

  /** With an empty encrypted key, as {@code dir} has it. */
  static String compact(byte[] header, byte[] sealed) {
    int tag = sealed.length - AesGcm.TAG;
    return new String(header, StandardCharsets.US_ASCII)
        + ".."
        + ENCODER.encodeToString(Arrays.copyOf(sealed, AesGcm.NONCE))
        + "."
        + ENCODER.encodeToString(Arrays.copyOfRange(sealed, AesGcm.NONCE, tag))
        + "."
        + ENCODER.encodeToString(Arrays.copyOfRange(sealed, tag, sealed.length));
  }

  /**
   * @throws UserKeysException if it is none
   */
  static Jwe parse(String compact) {
    String[] parts = compact.split("\\.", -1);
    try {
      if (parts.length != PARTS || !parts[1].isEmpty()) {
        throw new IllegalArgumentException("it has other parts");
      }
      JsonNode header = JSON.readTree(DECODER.decode(parts[0]));
      byte[] nonce = DECODER.decode(parts[2]);
      byte[] text = DECODER.decode(parts[3]);
      byte[] tag = DECODER.decode(parts[4]);
      if (nonce.length != AesGcm.NONCE || tag.length != AesGcm.TAG) {
        throw new IllegalArgumentException("its nonce or tag has another length");
      }
      byte[] sealed = Arrays.copyOf(nonce, nonce.length + text.length + tag.length);
      System.arraycopy(text, 0, sealed, nonce.length, text.length);
      System.arraycopy(tag, 0, sealed, nonce.length + text.length, tag.length);
      return new Jwe(
          parts[0].getBytes(StandardCharsets.US_ASCII), header.path("kid").asText(), sealed);
    } catch (IllegalArgumentException | IOException e) {
      throw new UserKeysException("A sealed record is no compact JWE of this job", e);
    }
  }
}
