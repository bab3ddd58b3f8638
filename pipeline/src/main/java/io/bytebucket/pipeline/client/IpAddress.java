package io.bytebucket.pipeline.client;

import java.net.InetAddress;
import java.util.Optional;
import java.util.regex.Pattern;

/** IP addresses as they are written. Nothing here ever asks for a name. */
public final class IpAddress {
  /** The longest text of an address: IPv6 with IPv4 at its end. */
  private static final int TEXT_MAX = 45;

  /** Four numbers, none of them with a nought before it: some read those as octal. */
  private static final Pattern V4 =
      Pattern.compile("(0|[1-9][0-9]{0,2})(\\.(0|[1-9][0-9]{0,2})){3}");

  private static final Pattern V6 = Pattern.compile("[0-9A-Fa-f:.]+");
  private static final Pattern PORT = Pattern.compile("[0-9]{1,5}");

  private IpAddress() {}

  /**
   * The address of this text; empty when it is none, or one with a zone. An IPv4 address that is
   * written as IPv6 is the IPv4 address.
   */
  public static Optional<InetAddress> parse(String text) {
    boolean isWritten =
        text.length() <= TEXT_MAX && (text.indexOf(':') < 0 ? V4 : V6).matcher(text).matches();
    if (!isWritten) {
      return Optional.empty();
    }
    try {
      return Optional.of(InetAddress.ofLiteral(text));
    } catch (IllegalArgumentException noAddress) {
      return Optional.empty();
    }
  }

  /**
   * An address as it is written. The zone of an address of IPv6 is left out: it says by which way
   * this machine reaches it, and is no part of it.
   */
  public static String text(InetAddress address) {
    String text = address.getHostAddress();
    int zone = text.indexOf('%');
    return zone < 0 ? text : text.substring(0, zone);
  }

  /** The address of a text that may also have brackets and a port, as nodes do in header fields. */
  static Optional<InetAddress> parseNode(String text) {
    if (text.startsWith("[")) {
      int close = text.indexOf(']');
      String inside = close < 0 ? "" : text.substring(1, close);
      return inside.indexOf(':') >= 0 && isPort(text.substring(close + 1))
          ? parse(inside)
          : Optional.empty();
    }
    int colon = text.indexOf(':');
    // More than one colon: an IPv6 address, which has no port without brackets.
    boolean isWithPort = colon >= 0 && text.indexOf(':', colon + 1) < 0;
    if (!isWithPort) {
      return parse(text);
    }
    return isPort(text.substring(colon)) ? parse(text.substring(0, colon)) : Optional.empty();
  }

  /** Whether this is a colon and a number, or nothing. */
  private static boolean isPort(String text) {
    return text.isEmpty() || (text.startsWith(":") && PORT.matcher(text.substring(1)).matches());
  }
}
