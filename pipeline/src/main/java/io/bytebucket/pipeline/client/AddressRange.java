package io.bytebucket.pipeline.client;

import java.net.InetAddress;
import java.util.Arrays;
import java.util.Optional;

/** All addresses that begin with the same bits. Immutable. */
public final class AddressRange {
  private static final int V4_BITS = 32;

  private final byte[] network;
  private final int bits;

  private AddressRange(byte[] network, int bits) {
    this.network = network;
    this.bits = bits;
  }

  /**
   * The range of this text: an address, or one with the number of bits that count, as in {@code
   * 10.0.0.0/8}. The other bits must be 0: where they are not, one of the two is a slip.
   */
  public static Optional<AddressRange> parse(String text) {
    int slash = text.indexOf('/');
    Optional<InetAddress> address = IpAddress.parse(slash < 0 ? text : text.substring(0, slash));
    if (address.isEmpty()) {
      return Optional.empty();
    }
    byte[] bytes = address.get().getAddress();
    int most = bytes.length * Byte.SIZE;
    if (slash < 0) {
      return Optional.of(new AddressRange(bytes, most));
    }
    String length = text.substring(slash + 1);
    // The length of an IPv4 address that is written as IPv6 would be one of IPv6.
    boolean isMapped = most == V4_BITS && text.indexOf(':') >= 0;
    if (isMapped || !length.matches("0|[1-9][0-9]{0,2}") || Integer.parseInt(length) > most) {
      return Optional.empty();
    }
    AddressRange range = new AddressRange(bytes, Integer.parseInt(length));
    return range.endsInNoughts() ? Optional.of(range) : Optional.empty();
  }

  private boolean endsInNoughts() {
    for (int bit = bits; bit < network.length * Byte.SIZE; bit++) {
      if ((network[bit / Byte.SIZE] & (0x80 >> (bit % Byte.SIZE))) != 0) {
        return false;
      }
    }
    return true;
  }

  /** Whether the address is one of these. */
  public boolean contains(InetAddress address) {
    byte[] bytes = address.getAddress();
    if (bytes.length != network.length) {
      return false;
    }
    int whole = bits / Byte.SIZE;
    if (Arrays.mismatch(bytes, 0, whole, network, 0, whole) >= 0) {
      return false;
    }
    int rest = bits % Byte.SIZE;
    return rest == 0
        || ((bytes[whole] ^ network[whole]) & (0xFF << (Byte.SIZE - rest)) & 0xFF) == 0;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof AddressRange that
        && bits == that.bits
        && Arrays.equals(network, that.network);
  }

  @Override
  public int hashCode() {
    return 31 * Arrays.hashCode(network) + bits;
  }

  /** As {@link #parse} reads it. */
  @Override
  public String toString() {
    try {
      String address = InetAddress.getByAddress(network).getHostAddress();
      return bits == network.length * Byte.SIZE ? address : address + "/" + bits;
    } catch (java.net.UnknownHostException impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}
