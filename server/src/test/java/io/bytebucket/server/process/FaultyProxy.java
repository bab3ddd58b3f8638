package io.bytebucket.server.process;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Stands before a server and fails now and then: a connection is answered 503 and closed, or cut
 * after some bytes in one direction. Thread-safe.
 */
public final class FaultyProxy implements AutoCloseable {
  private static final int REFUSED_OF_100 = 10;
  private static final int CUT_OF_100 = 40;
  private static final int CUT_WITHIN_BYTES = 150_000;

  private final ServerSocket listener;
  private final int port;
  private final Random random;
  private final AtomicInteger faults = new AtomicInteger();

  private FaultyProxy(ServerSocket listener, int port, long seed) {
    this.listener = listener;
    this.port = port;
    this.random = new Random(seed);
  }

  /** A proxy before the server at that port. */
  public static FaultyProxy before(int port, long seed) {
    try {
      FaultyProxy proxy =
          new FaultyProxy(new ServerSocket(0, 50, InetAddress.getLoopbackAddress()), port, seed);
      Thread.ofVirtual().start(proxy::accept);
      return proxy;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Where it listens. */
  public String url() {
    return "http://127.0.0.1:" + listener.getLocalPort();
  }

  /** How often it has failed. */
  public int faults() {
    return faults.get();
  }

  private void accept() {
    while (!listener.isClosed()) {
      try {
        Socket client = listener.accept();
        Thread.ofVirtual().start(() -> serve(client));
      } catch (IOException closed) {
        return;
      }
    }
  }

  private int dice(int bound) {
    synchronized (random) {
      return random.nextInt(bound);
    }
  }

  private void serve(Socket client) {
    int dice = dice(100);
    try (client) {
      if (dice < REFUSED_OF_100) {
        faults.incrementAndGet();
        int _ = client.getInputStream().read(new byte[8192]);
        client
            .getOutputStream()
            .write(
                "HTTP/1.1 503 Slow Down\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"
                    .getBytes(StandardCharsets.US_ASCII));
        return;
      }
      boolean isCut = dice < REFUSED_OF_100 + CUT_OF_100;
      boolean isAnswerCut = dice(2) == 0;
      int limit = dice(CUT_WITHIN_BYTES);
      try (Socket server = new Socket(InetAddress.getLoopbackAddress(), port)) {
        Thread back =
            Thread.ofVirtual().start(() -> pump(server, client, isCut && isAnswerCut ? limit : -1));
        pump(client, server, isCut && !isAnswerCut ? limit : -1);
        back.join();
      }
    } catch (IOException gone) {
      // One of them left.
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void pump(Socket from, Socket to, int limit) {
    byte[] buffer = new byte[16 << 10];
    int left = limit;
    try {
      InputStream in = from.getInputStream();
      OutputStream out = to.getOutputStream();
      for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
        if (limit >= 0 && read > left) {
          faults.incrementAndGet();
          out.write(buffer, 0, left);
          break;
        }
        left -= read;
        out.write(buffer, 0, read);
      }
    } catch (IOException gone) {
      // The other direction ends with it.
    }
    close(from);
    close(to);
  }

  private static void close(Socket socket) {
    try {
      socket.close();
    } catch (IOException gone) {
      // It is closed.
    }
  }

  @Override
  public void close() throws IOException {
    listener.close();
  }
}
