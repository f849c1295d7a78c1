package org.interesttracker.window;

import java.io.IOException;
import java.util.HexFormat;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.interesttracker.event.UserMessage;
import org.interesttracker.seal.SealableSerializer;
import org.interesttracker.seal.Sealed;
import org.interesttracker.seal.Sealer;
import org.interesttracker.seal.StateSeal;

/**
 * Hides messages while they wait in a window. Whose they are and when stays open, since windows go
 * by it; so does an order to erase, which must be obeyed though its user's key is gone. Not
 * thread-safe.
 */
final class MessageSeal {

  private final StateSeal<UserMessage> seal;

  MessageSeal(Sealer sealer) {
    this.seal =
        new StateSeal<>(
            sealer,
            "window-contents",
            SealableSerializer.of(TypeInformation.of(UserMessage.class)));
  }

  /** Null if the key for its time was destroyed: then it must not be kept. */
  UserMessage hide(UserMessage message) throws IOException {
    if (message.isErasure()) {
      return message;
    }
    Object held = seal.held(message, message.userId(), message.timestamp());
    return held instanceof Sealed sealed
        ? new UserMessage(message.userId(), message.timestamp(), null, null, sealed)
        : (UserMessage) held;
  }

  /** Null if its key was destroyed. */
  UserMessage show(UserMessage message) throws IOException {
    return message.content() == null ? message : seal.value(message.content(), message.userId());
  }

  /** The same for a message in all windows it is in; null for an order that is not hidden. */
  static String id(UserMessage message) {
    if (message.content() != null) {
      byte[] bytes = message.content().bytes();
      return HexFormat.of().formatHex(bytes, Sealer.NONCE_START, Sealer.NONCE_END);
    }
    return message.event() == null ? null : message.event().eventId();
  }
}
