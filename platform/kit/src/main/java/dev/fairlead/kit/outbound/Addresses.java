package dev.fairlead.kit.outbound;

import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;

/** Tells addresses of the public internet from all others. */
final class Addresses {

  private Addresses() {}

  /** Whether anybody may be at that address but us, our network and our cloud's own services. */
  static boolean isPublic(InetAddress address) {
    if (address.isAnyLocalAddress()
        || address.isLoopbackAddress()
        || address.isLinkLocalAddress()
        || address.isSiteLocalAddress()
        || address.isMulticastAddress()) {
      return false;
    }
    byte[] bytes = address.getAddress();
    return switch (address) {
      case Inet4Address four -> isPublic4(bytes[0] & 0xff, bytes[1] & 0xff, bytes[2] & 0xff);
      case Inet6Address six -> isPublic6(bytes);
      default -> false;
    };
  }

  /** Not "this network", carrier NAT, protocol assignments, benchmarks, or reserved. */
  private static boolean isPublic4(int first, int second, int third) {
    boolean special =
        first == 0
            || first >= 240
            || (first == 100 && second >= 64 && second < 128)
            || (first == 192 && second == 0 && third == 0)
            || (first == 198 && (second == 18 || second == 19));
    return !special;
  }

  /** Not unique local, and what carries an IPv4 address within is judged by that. */
  private static boolean isPublic6(byte[] bytes) {
    int first = (bytes[0] & 0xff) << 8 | bytes[1] & 0xff;
    int second = (bytes[2] & 0xff) << 8 | bytes[3] & 0xff;
    if ((first & 0xfe00) == 0xfc00 || (first == 0x2001 && second == 0)) {
      return false;
    }
    if (first == 0x2002) {
      return isPublic(four(Arrays.copyOfRange(bytes, 2, 6)));
    }
    boolean translated = first == 0x0064 && second == 0xff9b;
    boolean compatible = first == 0 && second == 0;
    return translated || compatible ? isPublic(four(Arrays.copyOfRange(bytes, 12, 16))) : true;
  }

  private static InetAddress four(byte[] bytes) {
    try {
      return InetAddress.getByAddress(bytes);
    } catch (UnknownHostException e) {
      throw new IllegalStateException(e);
    }
  }
}
