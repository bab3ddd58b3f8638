package io.bytebucket.pipeline.client;

import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.util.Optional;

/**
 * Whom limits count as one: an IPv4 address, or the 64 bits that an IPv6 address begins with, since
 * whoever has one of those has them all.
 *
 * @param bits the address, or what it begins with
 * @param isV6 whether it is of IPv6
 */
public record Source(long bits, boolean isV6) {
  /** Stands for clients without an address. */
  public static final Source UNKNOWN = new Source(0, false);

  /** The source that an address belongs to; empty when the text is no address. */
  public static Optional<Source> of(String remoteAddress) {
    int zone = remoteAddress.indexOf('%');
    return IpAddress.parse(zone < 0 ? remoteAddress : remoteAddress.substring(0, zone))
        .map(Source::of);
  }

  /** The source that an address belongs to. */
  public static Source of(InetAddress address) {
    byte[] bytes = address.getAddress();
    return bytes.length == Integer.BYTES
        ? new Source(ByteBuffer.wrap(bytes).getInt() & 0xFFFFFFFFL, false)
        : new Source(ByteBuffer.wrap(bytes).getLong(), true);
  }

  /** As an address or a range is written. */
  @Override
  public String toString() {
    byte[] bytes =
        isV6
            ? ByteBuffer.allocate(2 * Long.BYTES).putLong(bits).array()
            : ByteBuffer.allocate(Integer.BYTES).putInt((int) bits).array();
    try {
      String address = InetAddress.getByAddress(bytes).getHostAddress();
      return isV6 ? address + "/" + Long.SIZE : address;
    } catch (java.net.UnknownHostException impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}
