package io.bytebucket.testkit;

import io.bytebucket.http.Headers;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/**
 * One HTTP/1.1 connection that sends what no SDK would: cut bodies, odd paths, doubled headers. It
 * follows no redirect, retries nothing and adds no header. For one thread.
 */
public final class RawHttp implements AutoCloseable {
  /** How long a read waits for the server before the test fails. */
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final Socket socket;
  private final InputStream in;
  private final OutputStream out;

  private RawHttp(Socket socket) throws IOException {
    this.socket = socket;
    this.in = new BufferedInputStream(socket.getInputStream(), 64 * 1024);
    this.out = socket.getOutputStream();
  }

  /** Connects to a server on this machine. */
  public static RawHttp connect(int port) throws IOException {
    return connect(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), port));
  }

  /** Connects to a server. */
  public static RawHttp connect(InetSocketAddress address) throws IOException {
    Socket socket = new Socket();
    socket.connect(address, (int) PATIENCE.toMillis());
    socket.setSoTimeout((int) PATIENCE.toMillis());
    socket.setTcpNoDelay(true);
    return new RawHttp(socket);
  }

  /** Sends a whole request and reads the answer; the connection can be used again. */
  public RawResponse exchange(RawRequest request) throws IOException {
    write(request.bytes());
    return readFinal(request.method());
  }

  /**
   * Sends the head of a request, and its body only when the server asks for it.
   *
   * @return the final answer, whether or not the body was asked for
   */
  public RawResponse exchangeExpectingContinue(RawRequest request) throws IOException {
    write(request.headBytes());
    RawResponse first = read(request.method());
    if (first.status() != 100) {
      return first;
    }
    write(request.body());
    return readFinal(request.method());
  }

  /** Sends bytes as they are. */
  public void write(byte[] bytes) throws IOException {
    out.write(bytes);
    out.flush();
  }

  /** Says that nothing more will be sent, as a client that is cut off does. */
  public void endOutput() throws IOException {
    socket.shutdownOutput();
  }

  /** Reads the next answer that is not an interim one. */
  public RawResponse readFinal(String method) throws IOException {
    RawResponse response = read(method);
    while (response.status() < 200) {
      response = read(method);
    }
    return response;
  }

  /**
   * Reads the next answer, interim ones too.
   *
   * @param method of the request, because an answer to HEAD has no body
   */
  public RawResponse read(String method) throws IOException {
    String[] statusLine = line().split(" ", 3);
    if (statusLine.length < 2 || !statusLine[0].startsWith("HTTP/1.")) {
      throw new IOException("not a status line");
    }
    int status = Integer.parseInt(statusLine[1]);
    Headers headers = headers();
    boolean bodiless = method.equals("HEAD") || status < 200 || status == 204 || status == 304;
    return new RawResponse(status, headers, bodiless ? new byte[0] : body(headers));
  }

  /** Whether the server has closed the connection and nothing is left to read. */
  public boolean isClosedByServer() throws IOException {
    return in.read() < 0;
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }

  private Headers headers() throws IOException {
    Headers.Builder headers = Headers.builder();
    for (String line = line(); !line.isEmpty(); line = line()) {
      int colon = line.indexOf(':');
      headers.add(line.substring(0, colon), line.substring(colon + 1).strip());
    }
    return headers.build();
  }

  private byte[] body(Headers headers) throws IOException {
    if (headers.first("transfer-encoding").filter("chunked"::equalsIgnoreCase).isPresent()) {
      return chunks();
    }
    if (headers.contains("content-length")) {
      return exactly(Integer.parseInt(headers.first("content-length").orElseThrow()));
    }
    return in.readAllBytes();
  }

  private byte[] chunks() throws IOException {
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    while (true) {
      int length = Integer.parseInt(line().split(";", 2)[0].strip(), 16);
      if (length == 0) {
        headers();
        return body.toByteArray();
      }
      body.writeBytes(exactly(length));
      line();
    }
  }

  private byte[] exactly(int length) throws IOException {
    byte[] bytes = in.readNBytes(length);
    if (bytes.length < length) {
      throw new EOFException("the body was cut");
    }
    return bytes;
  }

  private String line() throws IOException {
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    for (int b = in.read(); b != '\n'; b = in.read()) {
      if (b < 0) {
        throw new EOFException("the connection was closed");
      }
      line.write(b);
    }
    return line.toString(StandardCharsets.UTF_8).stripTrailing();
  }
}
