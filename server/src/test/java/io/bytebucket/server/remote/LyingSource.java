package io.bytebucket.server.remote;

import io.bytebucket.transfer.remote.RemoteEndpoint;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * An endpoint that answers what it is told to, whether that is S3 or not. It has one bucket, which
 * keeps no versions unless it is told so. Thread-safe.
 */
final class LyingSource implements AutoCloseable {
  static final String BUCKET = "lies";
  static final String ONE_BUCKET =
      "<ListAllMyBucketsResult><Buckets><Bucket><Name>lies</Name></Bucket></Buckets>"
          + "</ListAllMyBucketsResult>";
  private static final String NOT_FOUND = "<Error><Code>NoSuchThing</Code></Error>";

  private final ServerSocket listening;
  private final List<Rule> rules = new ArrayList<>();
  private final AtomicInteger requests = new AtomicInteger();

  /** An answer; without a length in its header, the end of the connection ends it. */
  record Answer(int status, Map<String, String> headers, Body body) {
    static Answer of(int status, String document) {
      int length = document.getBytes(StandardCharsets.UTF_8).length;
      return of(status, Map.of("content-length", Integer.toString(length)), document);
    }

    static Answer of(int status, Map<String, String> headers, String body) {
      byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
      return new Answer(status, headers, out -> out.write(bytes));
    }
  }

  /** Writes a body, which may have no end. */
  interface Body {
    void writeTo(OutputStream out) throws IOException;
  }

  /** Makes an answer. */
  interface Answering {
    Answer to(Request request);
  }

  /**
   * What was asked.
   *
   * @param line its method and its target
   * @param fields of its head, by names in lower case
   */
  record Request(String line, Map<String, String> fields) {
    /** The key that it is about. */
    String key() {
      return line.replaceFirst("^[A-Z]+ /" + BUCKET + "/", "").replaceFirst("[?].*", "");
    }
  }

  private record Rule(String start, Answering answering) {}

  private LyingSource(ServerSocket listening) {
    this.listening = listening;
  }

  static LyingSource start() throws IOException {
    LyingSource source =
        new LyingSource(new ServerSocket(0, 50, InetAddress.ofLiteral("127.0.0.1")));
    Thread.ofVirtual().start(source::accept);
    return source;
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

  /** One request on each connection. */
  private void serve(Socket socket) {
    try (socket) {
      InputStream in = new BufferedInputStream(socket.getInputStream());
      String asked = line(in);
      if (asked.isEmpty()) {
        return;
      }
      Map<String, String> fields = new HashMap<>();
      for (String field = line(in); !field.isEmpty(); field = line(in)) {
        String[] parts = field.split(":", 2);
        fields.put(parts[0].toLowerCase(Locale.ROOT), parts[1].strip());
      }
      if (fields.containsKey("expect")) {
        socket
            .getOutputStream()
            .write("HTTP/1.1 100 Continue\r\n\r\n".getBytes(StandardCharsets.UTF_8));
      }
      in.skipNBytes(Long.parseLong(fields.getOrDefault("content-length", "0")));
      requests.incrementAndGet();
      Request request = new Request(asked.substring(0, asked.lastIndexOf(' ')), fields);
      Answer answer =
          find(request.line())
              .map(rule -> rule.to(request))
              .orElseGet(() -> honest(request.line()));
      send(answer, request.line().startsWith("HEAD "), socket.getOutputStream());
    } catch (IOException gone) {
      // Whoever asked has gone, which it may.
    }
  }

  private static String line(InputStream in) throws IOException {
    StringBuilder line = new StringBuilder();
    for (int each = in.read(); each >= 0 && each != '\n'; each = in.read()) {
      line.append((char) each);
    }
    return line.toString().strip();
  }

  private static void send(Answer answer, boolean isHead, OutputStream out) throws IOException {
    StringBuilder head = new StringBuilder("HTTP/1.1 " + answer.status() + " x\r\n");
    answer.headers().forEach((name, value) -> head.append(name + ": " + value + "\r\n"));
    head.append("connection: close\r\n\r\n");
    out.write(head.toString().getBytes(StandardCharsets.UTF_8));
    if (!isHead) {
      answer.body().writeTo(out);
    }
    out.flush();
  }

  /** What begins so ({@code GET /lies?list-type=2}) is answered so; the latest rule counts. */
  LyingSource on(String start, Answering answering) {
    synchronized (rules) {
      rules.addFirst(new Rule(start, answering));
    }
    return this;
  }

  LyingSource on(String start, String document) {
    return on(start, _ -> Answer.of(200, document));
  }

  /** How many requests there were. */
  int requests() {
    return requests.get();
  }

  private Optional<Answering> find(String asked) {
    synchronized (rules) {
      return rules.stream()
          .filter(rule -> asked.startsWith(rule.start()))
          .map(Rule::answering)
          .findFirst();
    }
  }

  private static Answer honest(String asked) {
    if (asked.startsWith("GET /?") || asked.equals("GET /")) {
      return Answer.of(200, ONE_BUCKET);
    }
    if (asked.startsWith("GET /lies?versioning")) {
      return Answer.of(200, "<VersioningConfiguration/>");
    }
    if (asked.startsWith("GET /lies?location")) {
      return Answer.of(200, "<LocationConstraint/>");
    }
    return Answer.of(404, NOT_FOUND);
  }

  RemoteEndpoint endpoint() {
    return endpoint(new RemoteEndpoint.Access.Nobody());
  }

  /** The same for who signs what is put. */
  RemoteEndpoint endpointWithKey() {
    return endpoint(new RemoteEndpoint.Access.Key("AKIDLYING", "no secret", Optional.empty()));
  }

  private RemoteEndpoint endpoint(RemoteEndpoint.Access access) {
    return new RemoteEndpoint(
        URI.create("http://127.0.0.1:" + listening.getLocalPort()),
        access,
        "us-east-1",
        true,
        Optional.empty(),
        false);
  }

  @Override
  public void close() throws IOException {
    listening.close();
  }
}
