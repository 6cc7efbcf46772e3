package dev.fairlead.intake.adapter;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.UUID;

/** Texts as fixed-size keys: the front of their SHA-256. */
final class Hash {
  private Hash() {}

  /** 64 bits, for locks, where a collision only costs a wait. */
  static long number(String text) {
    return bytes(text).getLong();
  }

  /** 128 bits, for keys, where there must be no collision. */
  static UUID uuid(String text) {
    ByteBuffer bytes = bytes(text);
    return new UUID(bytes.getLong(), bytes.getLong());
  }

  private static ByteBuffer bytes(String text) {
    try {
      return ByteBuffer.wrap(
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
