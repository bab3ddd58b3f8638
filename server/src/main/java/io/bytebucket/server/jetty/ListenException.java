package io.bytebucket.server.jetty;

import java.io.IOException;

/** An address could not be listened on: it is taken, or not this machine's. */
public final class ListenException extends IOException {
  private static final long serialVersionUID = 1L;

  private final String name;
  private final String address;

  ListenException(ListenPoint listenPoint, IOException cause) {
    super("An address could not be listened on", cause);
    this.name = listenPoint.name();
    this.address =
        listenPoint.address().getAddress().getHostAddress() + ":" + listenPoint.address().getPort();
  }

  /** What the address is for. */
  public String name() {
    return name;
  }

  /** The address, as {@code host:port}. */
  public String address() {
    return address;
  }
}
