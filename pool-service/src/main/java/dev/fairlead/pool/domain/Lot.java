package dev.fairlead.pool.domain;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;

/**
 * A ticket in a draw: the number its rule gives, and the lot that breaks ties. Both can be computed
 * by anybody from what is published, so that no draw has to be believed.
 *
 * @param number the smaller one wins
 * @param lot {@code SHA-256(seed|repId|leadId)} as an unsigned number; the smaller one wins a tie
 */
public record Lot(String repId, BigInteger number, BigInteger lot) {

  private static final Comparator<Lot> ORDER =
      Comparator.comparing(Lot::number).thenComparing(Lot::lot).thenComparing(Lot::repId);

  /**
   * The ticket of a rep.
   *
   * @param number what the rule counts for him; not looked at when the lot alone decides
   */
  public static Lot of(DrawRule rule, String seed, String leadId, String repId, long number) {
    BigInteger lot = new BigInteger(1, sha256(seed + '|' + repId + '|' + leadId));
    return switch (rule) {
      case RANDOM -> new Lot(repId, lot, lot);
      case FEWEST_RECENT, BEST_FIT -> new Lot(repId, BigInteger.valueOf(number), lot);
    };
  }

  /** Tickets from the first to the last; the same for every order they come in. */
  public static List<Lot> inOrder(List<Lot> lots) {
    return lots.stream().sorted(ORDER).toList();
  }

  /** What is told of a seed before the draw: SHA-256 of its text, in lower-case hex. */
  public static String hashOf(String seed) {
    return HexFormat.of().formatHex(sha256(seed));
  }

  private static byte[] sha256(String text) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
