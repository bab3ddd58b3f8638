package io.bytebucket.server.jetty;

import java.io.IOException;
import java.net.InetSocketAddress;

/**
 * An address could not be listened on: it is taken, or not this machine's. The message is what the
 * system says.
 */
public final class ListenException extends IOException {
  private static final long serialVersionUID = 1L;

  private final String name;
  private final String address;

  ListenException(String name, InetSocketAddress address, IOException cause) {
    super(reason(cause), cause);
    this.name = name;
    this.address = text(address);
  }

  /** What the system said; what wraps it only repeats the address. */
  private static String reason(Throwable cause) {
    Throwable root = cause;
    while (root.getCause() != null) {
      root = root.getCause();
    }
    return String.valueOf(root.getMessage());
  }

  /** What the address is for. */
  public String name() {
    return name;
  }

  /** The address, as {@code host:port}. */
  public String address() {
    return address;
  }

  private static String text(InetSocketAddress address) {
    String host = address.getAddress().getHostAddress();
    return (host.contains(":") ? "[" + host + "]" : host) + ":" + address.getPort();
  }
}
