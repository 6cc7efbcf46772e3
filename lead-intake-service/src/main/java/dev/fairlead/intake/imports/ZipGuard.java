package dev.fairlead.intake.imports;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Enumeration;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;

/**
 * Refuses zip files that would be far larger unpacked: what the directory claims is not believed,
 * every entry is unpacked into nothing and counted. Documents that declare entities are refused
 * too.
 */
final class ZipGuard {

  private static final int MOST_ENTRIES = 2000;
  private static final long MOST_BYTES = 1L << 30;
  private static final long MOST_SHARED_TEXTS = 256L << 20;
  private static final int MOST_RATIO = 200;
  private static final long SMALL = 8L << 20;

  private ZipGuard() {}

  static void check(Path file) throws IOException {
    try (ZipFile zip = new ZipFile(file.toFile())) {
      if (zip.size() > MOST_ENTRIES) {
        throw bomb();
      }
      long total = 0;
      for (Enumeration<? extends ZipEntry> all = zip.entries(); all.hasMoreElements(); ) {
        total += unpacked(zip, all.nextElement(), MOST_BYTES - total);
      }
    } catch (ZipException e) {
      throw new UnreadableFile("import.malformed", "not a well-formed XLSX file");
    }
  }

  private static long unpacked(ZipFile zip, ZipEntry entry, long left) throws IOException {
    long most = entry.getName().endsWith("sharedStrings.xml") ? MOST_SHARED_TEXTS : left;
    long ratio = Math.max(SMALL, entry.getCompressedSize() * MOST_RATIO);
    byte[] buffer = new byte[64 << 10];
    long size = 0;
    try (InputStream in = zip.getInputStream(entry)) {
      for (int read = in.readNBytes(buffer, 0, buffer.length);
          read > 0;
          read = in.readNBytes(buffer, 0, buffer.length)) {
        if (size == 0) {
          refuseEntities(buffer, read);
        }
        size += read;
        if (size > most || size > ratio) {
          throw bomb();
        }
      }
    }
    return size;
  }

  private static void refuseEntities(byte[] buffer, int read) throws IOException {
    if (new String(buffer, 0, read, StandardCharsets.ISO_8859_1).contains("<!DOCTYPE")) {
      throw new UnreadableFile("import.malformed", "documents with a DOCTYPE are not taken");
    }
  }

  private static UnreadableFile bomb() {
    return new UnreadableFile("import.unpacked-size", "unpacked the file is too large");
  }
}
