package io.bytebucket.selftest.wire;

import io.bytebucket.http.Headers;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import org.jspecify.annotations.Nullable;

/**
 * Sends requests to a server, one after the other, over one connection as long as the server keeps
 * it. Follows no redirect and adds no header. An answer has at most 16 MiB, comes within two
 * minutes and has at most 30 seconds between one byte and the next. For one thread.
 */
public final class WireConnection implements AutoCloseable {
  private static final int ANSWER_LIMIT_BYTES = 16 << 20;
  private static final int LINE_LIMIT_BYTES = 64 << 10;
  private static final int FIELDS_MAX = 1000;
  private static final int SMALL_BYTES = 16 << 10;
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final Duration CONTINUE = Duration.ofSeconds(3);
  private static final Duration WHOLE = Duration.ofMinutes(2);

  private final Endpoint endpoint;
  private @Nullable Open open;
  private long started;

  /** A connection that is opened when it is first needed. */
  public WireConnection(Endpoint endpoint) {
    this.endpoint = endpoint;
  }

  private record Open(Socket socket, InputStream in) {}

  /** What comes in, for as long as an answer may take; each exchange begins anew. */
  private final class Bounded extends FilterInputStream {
    Bounded(Socket socket) throws IOException {
      super(socket.getInputStream());
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
      if (System.nanoTime() - started > WHOLE.toNanos()) {
        throw new IOException("no whole answer within " + WHOLE.toSeconds() + " s");
      }
      return super.read(into, offset, length);
    }
  }

  /** There is no answer, because the connection had ended before the request was read. */
  private static final class StaleException extends IOException {
    private static final long serialVersionUID = 1;

    StaleException(@Nullable IOException cause) {
      super("the server closed the connection without an answer", cause);
    }
  }

  /**
   * Sends a request and reads the answer to it. Where the request has {@code Expect: 100-continue},
   * its body waits until the server asks for it.
   *
   * @throws IOException when there is no answer, or none that is HTTP
   */
  public WireAnswer send(WireRequest request) throws IOException {
    boolean isReused = open != null;
    try {
      return exchange(request);
    } catch (StaleException e) {
      if (!isReused) {
        throw e;
      }
      // A server may close a connection that waits, at any moment: this one is asked anew.
      return exchange(request);
    }
  }

  private WireAnswer exchange(WireRequest request) throws IOException {
    started = System.nanoTime();
    Open connection = opened();
    boolean isWhole = false;
    try {
      WireAnswer answer = exchange(request, connection);
      isWhole = keeps(answer) && !(waitsForContinue(request) && !answer.askedForBody());
      return answer;
    } finally {
      if (!isWhole) {
        close();
      }
    }
  }

  private static WireAnswer exchange(WireRequest request, Open connection) throws IOException {
    IOException cut = write(connection, request.headBytes());
    boolean asked = false;
    if (!waitsForContinue(request) || (cut == null && isSilent(connection))) {
      cut = cut == null ? write(connection, request.body()) : cut;
    }
    while (true) {
      int status = status(connection.in(), cut);
      Headers headers = headers(connection.in());
      if (status >= 200) {
        byte[] body = body(connection.in(), request.method(), status, headers);
        return new WireAnswer(status, headers, body, asked);
      }
      if (status == 100 && waitsForContinue(request) && !asked) {
        asked = true;
        cut = write(connection, request.body());
      }
    }
  }

  /** Why it could not be written whole; the server may have answered all the same. */
  private static @Nullable IOException write(Open connection, byte[] bytes) {
    if (bytes.length <= SMALL_BYTES) {
      return writeNow(connection, bytes);
    }
    // A write to a socket has no bound of time: one that never ends is ended by closing it.
    AtomicReference<@Nullable IOException> failure = new AtomicReference<>();
    Thread writer = Thread.ofVirtual().start(() -> failure.set(writeNow(connection, bytes)));
    try {
      if (!writer.join(WHOLE)) {
        connection.socket().close();
        return new IOException("the body was not taken within " + WHOLE.toSeconds() + " s");
      }
      return failure.get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return new IOException("interrupted", e);
    } catch (IOException e) {
      return e;
    }
  }

  private static @Nullable IOException writeNow(Open connection, byte[] bytes) {
    try {
      connection.socket().getOutputStream().write(bytes);
      connection.socket().getOutputStream().flush();
      return null;
    } catch (IOException e) {
      return e;
    }
  }

  /** Whether nothing comes for a while: a server may pass over the wish to be asked. */
  private static boolean isSilent(Open connection) throws IOException {
    connection.socket().setSoTimeout((int) CONTINUE.toMillis());
    try {
      connection.in().mark(1);
      connection.in().read();
      connection.in().reset();
      return false;
    } catch (SocketTimeoutException nothing) {
      return true;
    } finally {
      connection.socket().setSoTimeout((int) PATIENCE.toMillis());
    }
  }

  private static boolean waitsForContinue(WireRequest request) {
    return request.header("expect").equalsIgnoreCase("100-continue");
  }

  private static boolean keeps(WireAnswer answer) {
    Headers headers = answer.headers();
    boolean hasEnd =
        headers.contains("content-length")
            || headers.contains("transfer-encoding")
            || answer.bodyBytes() == 0;
    return hasEnd && headers.first("connection").filter("close"::equalsIgnoreCase).isEmpty();
  }

  private Open opened() throws IOException {
    if (open != null) {
      return open;
    }
    Socket socket = new Socket();
    try {
      socket.setTcpNoDelay(true);
      socket.setSoTimeout((int) PATIENCE.toMillis());
      socket.connect(
          new InetSocketAddress(endpoint.host(), endpoint.port()), (int) PATIENCE.toMillis());
      if (endpoint.tls().isPresent()) {
        socket = secured(socket);
      }
      Open opened = new Open(socket, new BufferedInputStream(new Bounded(socket), 64 << 10));
      open = opened;
      return opened;
    } catch (IOException e) {
      socket.close();
      throw e;
    }
  }

  private Socket secured(Socket plain) throws IOException {
    SSLSocket socket =
        (SSLSocket)
            endpoint
                .tls()
                .orElseThrow()
                .getSocketFactory()
                .createSocket(plain, endpoint.host(), endpoint.port(), true);
    SSLParameters parameters = socket.getSSLParameters();
    parameters.setEndpointIdentificationAlgorithm("HTTPS");
    socket.setSSLParameters(parameters);
    socket.startHandshake();
    return socket;
  }

  private static int status(InputStream in, @Nullable IOException cut) throws IOException {
    Optional<String> line;
    try {
      line = line(in);
    } catch (IOException e) {
      throw cut == null ? e : new StaleException(cut);
    }
    if (line.isEmpty()) {
      throw new StaleException(cut);
    }
    String[] words = line.get().split(" ", 3);
    if (words.length < 2 || !words[0].startsWith("HTTP/1.") || !words[1].matches("\\d{3}")) {
      throw new IOException("an answer that is not HTTP/1.1");
    }
    return Integer.parseInt(words[1]);
  }

  private static Headers headers(InputStream in) throws IOException {
    Headers.Builder headers = Headers.builder();
    for (int count = 0; count < FIELDS_MAX; count++) {
      String line = line(in).orElseThrow(() -> new EOFException("the header was cut"));
      if (line.isEmpty()) {
        return headers.build();
      }
      int colon = line.indexOf(':');
      if (colon <= 0) {
        throw new IOException("a header field without a name");
      }
      headers.add(
          line.substring(0, colon).toLowerCase(Locale.ROOT), line.substring(colon + 1).strip());
    }
    throw new IOException("more than " + FIELDS_MAX + " header fields");
  }

  private static byte[] body(InputStream in, String method, int status, Headers headers)
      throws IOException {
    if (method.equals("HEAD") || status == 204 || status == 304) {
      return new byte[0];
    }
    if (headers.first("transfer-encoding").filter("chunked"::equalsIgnoreCase).isPresent()) {
      return chunks(in);
    }
    if (headers.contains("content-length")) {
      return exactly(in, length(headers.first("content-length").orElseThrow(), 10));
    }
    byte[] all = in.readNBytes(ANSWER_LIMIT_BYTES + 1);
    length(Integer.toString(all.length), 10);
    return all;
  }

  private static byte[] chunks(InputStream in) throws IOException {
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    while (true) {
      String head = line(in).orElseThrow(() -> new EOFException("the body was cut"));
      int length = length(head.split(";", 2)[0].strip(), 16);
      if (length == 0) {
        headers(in);
        return body.toByteArray();
      }
      length(Integer.toString(body.size() + length), 10);
      body.writeBytes(exactly(in, length));
      line(in);
    }
  }

  private static int length(String text, int radix) throws IOException {
    try {
      int length = Integer.parseInt(text, radix);
      if (length >= 0 && length <= ANSWER_LIMIT_BYTES) {
        return length;
      }
    } catch (NumberFormatException tooLongOrNone) {
      // Said below.
    }
    throw new IOException("a body of " + text + " bytes, where at most 16 MiB are read");
  }

  private static byte[] exactly(InputStream in, int length) throws IOException {
    byte[] bytes = in.readNBytes(length);
    if (bytes.length < length) {
      throw new EOFException("the body was cut after " + bytes.length + " bytes of " + length);
    }
    return bytes;
  }

  /** The next line without its end; empty at the end of the connection. */
  private static Optional<String> line(InputStream in) throws IOException {
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    for (int b = in.read(); b != '\n'; b = in.read()) {
      if (b < 0 && line.size() == 0) {
        return Optional.empty();
      }
      if (b < 0 || line.size() > LINE_LIMIT_BYTES) {
        throw new EOFException("the header was cut, or has a line of more than 64 KiB");
      }
      line.write(b);
    }
    return Optional.of(line.toString(StandardCharsets.UTF_8).stripTrailing());
  }

  @Override
  public void close() {
    Open closing = open;
    open = null;
    if (closing != null) {
      try {
        closing.socket().close();
      } catch (IOException alreadyGone) {
        // Nothing is left to be lost.
      }
    }
  }
}
