package dev.fairlead.intake;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Writes small databases in the MaxMind DB format 2.0: a binary tree over the bits of IPv4
 * addresses, records of 24 bits, then the data, then the metadata.
 */
public final class MmdbFile {

  private static final byte[] MARKER = {
    (byte) 0xAB, (byte) 0xCD, (byte) 0xEF, 'M', 'a', 'x', 'M', 'i', 'n', 'd', '.', 'c', 'o', 'm'
  };
  private static final int SEPARATOR = 16;

  private final String type;
  private final List<Object[]> nodes = new ArrayList<>();
  private final ByteArrayOutputStream data = new ByteArrayOutputStream();

  private record Leaf(int offset) {}

  /** A database of that type, e.g. {@code GeoLite2-City}. */
  public MmdbFile(String type) {
    this.type = type;
    nodes.add(new Object[2]);
  }

  /** A place in the shape of the city databases. */
  public static Map<String, Object> city(
      String country, String code, String regionZh, String regionEn, String cityZh, String cityEn) {
    return Map.of(
        "country", Map.of("iso_code", country, "names", Map.of("en", country)),
        "subdivisions",
            List.of(Map.of("iso_code", code, "names", Map.of("zh-CN", regionZh, "en", regionEn))),
        "city", Map.of("names", Map.of("zh-CN", cityZh, "en", cityEn)));
  }

  /** Says what is known of a network such as {@code 203.0.113.0/24}. */
  public MmdbFile network(String cidr, Map<String, Object> record) throws IOException {
    int slash = cidr.indexOf('/');
    byte[] address = InetAddress.getByName(cidr.substring(0, slash)).getAddress();
    int length = Integer.parseInt(cidr.substring(slash + 1));
    Leaf leaf = new Leaf(data.size());
    write(data, record);
    int node = 0;
    for (int i = 0; i < length; i++) {
      int bit = address[i / 8] >> (7 - i % 8) & 1;
      if (i == length - 1) {
        nodes.get(node)[bit] = leaf;
      } else {
        if (!(nodes.get(node)[bit] instanceof Integer)) {
          nodes.get(node)[bit] = nodes.size();
          nodes.add(new Object[2]);
        }
        node = (Integer) nodes.get(node)[bit];
      }
    }
    return this;
  }

  /** Puts the database in the place of a file, in one step. */
  public void save(Path file) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    for (Object[] node : nodes) {
      record(out, node[0]);
      record(out, node[1]);
    }
    out.write(new byte[SEPARATOR]);
    data.writeTo(out);
    out.write(MARKER);
    write(out, metadata());
    Path fresh = Files.createTempFile(file.toAbsolutePath().getParent(), "geoip", null);
    Files.write(fresh, out.toByteArray());
    Files.move(fresh, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
  }

  private Map<String, Object> metadata() {
    Map<String, Object> metadata = new LinkedHashMap<>();
    metadata.put("node_count", (long) nodes.size());
    metadata.put("record_size", 24);
    metadata.put("ip_version", 4);
    metadata.put("database_type", type);
    metadata.put("languages", List.of("en", "zh-CN"));
    metadata.put("binary_format_major_version", 2);
    metadata.put("binary_format_minor_version", 0);
    metadata.put("build_epoch", 1_767_225_600L);
    metadata.put("description", Map.of("en", "for tests"));
    return metadata;
  }

  private void record(ByteArrayOutputStream out, @org.jspecify.annotations.Nullable Object target) {
    int value =
        switch (target) {
          case Integer node -> node;
          case Leaf leaf -> nodes.size() + SEPARATOR + leaf.offset;
          case null, default -> nodes.size();
        };
    out.write(value >> 16);
    out.write(value >> 8);
    out.write(value);
  }

  private static void write(ByteArrayOutputStream out, Object value) throws IOException {
    switch (value) {
      case Map<?, ?> map -> {
        control(out, 7, map.size());
        for (Map.Entry<?, ?> entry : map.entrySet()) {
          write(out, entry.getKey());
          write(out, entry.getValue());
        }
      }
      case List<?> list -> {
        control(out, 11, list.size());
        for (Object item : list) {
          write(out, item);
        }
      }
      case String text -> {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        control(out, 2, bytes.length);
        out.write(bytes);
      }
      case Integer number -> {
        control(out, 5, 2);
        out.write(number >> 8);
        out.write(number);
      }
      case Long number -> {
        control(out, number > Integer.MAX_VALUE ? 9 : 6, 4);
        for (int shift = 24; shift >= 0; shift -= 8) {
          out.write((int) (number >> shift));
        }
      }
      default -> throw new IllegalArgumentException("not written here: " + value.getClass());
    }
  }

  /** Types above 7 have a byte of their own; sizes stay below 285 here. */
  private static void control(ByteArrayOutputStream out, int kind, int size) {
    int inFirst = Math.min(size, 29);
    out.write((kind > 7 ? 0 : kind) << 5 | inFirst);
    if (kind > 7) {
      out.write(kind - 7);
    }
    if (inFirst == 29) {
      out.write(size - 29);
    }
  }
}
