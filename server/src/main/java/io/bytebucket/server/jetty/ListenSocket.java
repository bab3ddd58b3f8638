package io.bytebucket.server.jetty;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.channels.ServerSocketChannel;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * An address that this process has for itself. Who connects waits until a {@link JettyAdapter}
 * answers there. Thread-safe.
 */
public final class ListenSocket implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(ListenSocket.class);

  /** More than any system allows, so that as many may wait as it does (somaxconn). */
  private static final int ACCEPT_QUEUE = 1 << 16;

  private final String name;
  private final InetSocketAddress address;
  private final ServerSocketChannel channel;

  private ListenSocket(String name, InetSocketAddress address, ServerSocketChannel channel) {
    this.name = name;
    this.address = address;
    this.channel = channel;
  }

  /**
   * Takes an address.
   *
   * @param name what it is for
   * @param address port 0 takes any free one
   * @throws ListenException when it cannot be had
   */
  public static ListenSocket bind(String name, InetSocketAddress address) throws ListenException {
    try {
      ServerSocketChannel channel = ServerSocketChannel.open();
      try {
        channel.setOption(StandardSocketOptions.SO_REUSEADDR, true);
        channel.bind(address, ACCEPT_QUEUE);
        int port = channel.socket().getLocalPort();
        return new ListenSocket(name, new InetSocketAddress(address.getAddress(), port), channel);
      } catch (IOException | RuntimeException e) {
        channel.close();
        throw e;
      }
    } catch (IOException e) {
      throw new ListenException(name, address, e);
    }
  }

  /** What the address is for, for the log. */
  String name() {
    return name;
  }

  /** The address as it was asked for, but for the port: that is the real one. */
  public InetSocketAddress address() {
    return address;
  }

  ServerSocketChannel channel() {
    return channel;
  }

  /** Gives the address up; idempotent. */
  @Override
  public void close() {
    try {
      channel.close();
    } catch (IOException e) {
      LOG.atWarn().setCause(e).log("a listening socket could not be closed");
    }
  }
}
