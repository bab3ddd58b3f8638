package io.bytebucket.server.remote;

import io.bytebucket.transfer.remote.RemoteEndpoint;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
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
    Answer to(String request);
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
      BufferedReader in =
          new BufferedReader(
              new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
      String asked = in.readLine();
      for (String field = asked; field != null && !field.isEmpty(); field = in.readLine()) {
        // Nothing in them matters.
      }
      if (asked != null) {
        requests.incrementAndGet();
        String request = asked.substring(0, asked.lastIndexOf(' '));
        Answer answer =
            find(request).map(rule -> rule.to(request)).orElseGet(() -> honest(request));
        send(answer, request.startsWith("HEAD "), socket.getOutputStream());
      }
    } catch (IOException gone) {
      // Whoever asked has gone, which it may.
    }
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
    return new RemoteEndpoint(
        URI.create("http://127.0.0.1:" + listening.getLocalPort()),
        new RemoteEndpoint.Access.Nobody(),
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
