package dev.fairlead.intake.imports.domain;

import dev.fairlead.intake.domain.LeadReader;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What people write above a column, in Chinese and English, and which field they mean. */
final class ColumnNames {

  private static final Pattern NOISE = Pattern.compile("[\\s\\p{Punct}\\p{P}]+|[(（].*[)）]|必填|选填");
  private static final Map<String, Meaning> MEANINGS = read();

  /** A field, and how likely it is meant: 0 is likeliest. */
  record Meaning(String field, int rank) {}

  private ColumnNames() {}

  /** What a header means, canonical names included; null when nobody knows. */
  static @Nullable Meaning of(String header) {
    String folded = Normalizer.normalize(header, Normalizer.Form.NFKC).toLowerCase(Locale.ROOT);
    Meaning meaning = MEANINGS.get(NOISE.matcher(folded).replaceAll(""));
    boolean canonical = meaning == null && LeadReader.isCanonical(header.strip());
    return canonical ? new Meaning(header.strip(), 0) : meaning;
  }

  private static Map<String, Meaning> read() {
    InputStream in =
        Objects.requireNonNull(ColumnNames.class.getResourceAsStream("column-names.txt"));
    Map<String, Meaning> meanings = new HashMap<>();
    try (BufferedReader reader =
        new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
      reader.lines().filter(line -> !line.startsWith("#")).forEach(line -> add(meanings, line));
      return Map.copyOf(meanings);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void add(Map<String, Meaning> meanings, String line) {
    int bar = line.indexOf('|');
    String field = line.substring(0, bar);
    String[] names = line.substring(bar + 1).split(",");
    for (int rank = 0; rank < names.length; rank++) {
      meanings.put(names[rank], new Meaning(field, rank));
    }
  }
}
