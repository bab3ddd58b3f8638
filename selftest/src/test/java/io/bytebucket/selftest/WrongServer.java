package io.bytebucket.selftest;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.function.Function;

/** A server that answers what it is told to, whatever is asked, on a port of its own. */
final class WrongServer implements AutoCloseable {
  private final ServerSocket listening;
  private final Function<String, String> answers;

  /**
   * A server that is asked from now on.
   *
   * @param answers a request line in, a whole answer out
   */
  WrongServer(Function<String, String> answers) throws IOException {
    this.listening = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    this.answers = answers;
    Thread.ofVirtual().start(this::accept);
  }

  int port() {
    return listening.getLocalPort();
  }

  private void accept() {
    while (!listening.isClosed()) {
      try {
        Socket socket = listening.accept();
        Thread.ofVirtual().start(() -> serve(socket));
      } catch (IOException closed) {
        return;
      }
    }
  }

  private void serve(Socket socket) {
    try (socket) {
      InputStream in = new BufferedInputStream(socket.getInputStream());
      for (String line = line(in); !line.isEmpty(); line = line(in)) {
        int length = 0;
        boolean waits = false;
        for (String field = line(in); !field.isEmpty(); field = line(in)) {
          waits |= field.startsWith("expect: ");
          if (field.startsWith("content-length: ")) {
            length = Integer.parseInt(field.substring("content-length: ".length()));
          }
        }
        in.skipNBytes(waits ? 0 : length);
        socket.getOutputStream().write(answers.apply(line).getBytes(StandardCharsets.UTF_8));
        if (waits) {
          return;
        }
      }
    } catch (IOException clientIsGone) {
      // It has what it wanted.
    }
  }

  private static String line(InputStream in) throws IOException {
    StringBuilder line = new StringBuilder();
    for (int b = in.read(); b >= 0 && b != '\n'; b = in.read()) {
      line.append((char) b);
    }
    return line.toString().stripTrailing();
  }

  @Override
  public void close() throws IOException {
    listening.close();
  }
}
