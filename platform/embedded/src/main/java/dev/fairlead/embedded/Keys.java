package dev.fairlead.embedded;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Set;
import java.util.function.Supplier;

/**
 * The secrets of one installation: made once, kept in files that only their owner can read.
 *
 * @param directory where the files are
 */
record Keys(Path directory) {

  private static final FileAttribute<Set<PosixFilePermission>> OWNER_ONLY =
      PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
  private static final SecureRandom RANDOM = new SecureRandom();

  /** The password of a database role, made on first use. */
  String password(String role) {
    return once(role + ".password", () -> random(24));
  }

  /** The key (32 bytes, base64) with which services seal the secrets they store. */
  String secretKey() {
    return once("secret.key", () -> Base64.getEncoder().encodeToString(bytes(32)));
  }

  /** The key (32 bytes, base64) under which identities of leads are hashed. */
  String identityKey() {
    return once("identity.key", () -> Base64.getEncoder().encodeToString(bytes(32)));
  }

  /** The content of a file, made by {@code maker} when the file does not exist. */
  synchronized String once(String name, Supplier<String> maker) {
    Path file = directory.resolve(name);
    try {
      if (!Files.exists(file)) {
        Path fresh = directory.resolve(name + ".new");
        Files.deleteIfExists(fresh);
        Files.createFile(fresh, OWNER_ONLY);
        Files.writeString(fresh, maker.get());
        Files.move(fresh, file);
      }
      return Files.readString(file, StandardCharsets.UTF_8).strip();
    } catch (IOException e) {
      throw new Trouble("Cannot keep " + file + ": " + Trouble.reason(e), e);
    }
  }

  /** Random characters that are safe in URLs and in SQL literals. */
  static String random(int bytes) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes(bytes));
  }

  private static byte[] bytes(int count) {
    byte[] bytes = new byte[count];
    RANDOM.nextBytes(bytes);
    return bytes;
  }
}
