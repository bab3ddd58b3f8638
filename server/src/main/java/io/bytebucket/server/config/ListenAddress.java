package io.bytebucket.server.config;

import java.net.InetSocketAddress;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads {@code host:port}, {@code [v6]:port} and {@code :port}. */
public final class ListenAddress {
  private static final Pattern FORM =
      Pattern.compile("(?:\\[([0-9A-Fa-f:.]+)]|([^\\[\\]:]*)):(\\d{1,5})");
  private static final int PORT_MAX = 65_535;

  private ListenAddress() {}

  /**
   * The address; port 0 takes any free one.
   *
   * @throws ConfigException when it has another form, or the host has no address
   */
  public static InetSocketAddress parse(Setting setting, String text) {
    Matcher matcher = FORM.matcher(text);
    if (!matcher.matches() || Integer.parseInt(matcher.group(3)) > PORT_MAX) {
      throw new ConfigException(
          setting + " must be host:port, [IPv6 address]:port or :port, with a port up to 65535");
    }
    int port = Integer.parseInt(matcher.group(3));
    String host = matcher.group(1) == null ? matcher.group(2) : matcher.group(1);
    if (host.isEmpty()) {
      return new InetSocketAddress(port);
    }
    InetSocketAddress address = new InetSocketAddress(host, port);
    if (address.isUnresolved()) {
      throw new ConfigException(setting + " names a host that has no address: " + host);
    }
    return address;
  }

  /**
   * Makes sure that both can be listened on at once.
   *
   * @throws ConfigException when one of them takes what the other needs
   */
  static void requireApart(InetSocketAddress s3, InetSocketAddress admin) {
    boolean isOneHost =
        s3.getAddress().equals(admin.getAddress())
            || s3.getAddress().isAnyLocalAddress()
            || admin.getAddress().isAnyLocalAddress();
    if (s3.getPort() != 0 && s3.getPort() == admin.getPort() && isOneHost) {
      throw new ConfigException(
          "%s and %s are the same port (%d); each needs one of its own"
              .formatted(Setting.S3_LISTEN, Setting.ADMIN_LISTEN, s3.getPort()));
    }
  }
}
