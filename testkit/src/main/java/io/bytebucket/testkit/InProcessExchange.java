package io.bytebucket.testkit;

import io.bytebucket.http.Headers;
import io.bytebucket.http.HttpHandler;
import io.bytebucket.http.Request;
import io.bytebucket.http.Response;
import io.bytebucket.http.ResponseBody;
import java.io.ByteArrayOutputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * The answering side of one request without a socket. It keeps the adapter's promises: the header
 * goes out with the first byte of the body, so what fails before that can still be answered.
 */
public final class InProcessExchange implements HttpHandler.Exchange {
  private final CountingBody body;
  private final ByteArrayOutputStream sent = new ByteArrayOutputStream();
  private @Nullable Response committed;
  private boolean cut;

  private InProcessExchange(InputStream body) {
    this.body = new CountingBody(body);
  }

  /** Hands a request to a handler and returns its answer. */
  public static RawResponse run(HttpHandler handler, RawRequest request) {
    return run(handler, request.asReceived());
  }

  /**
   * Hands a request to a handler and returns its answer.
   *
   * @throws CutShort when the answer began and did not end
   */
  public static RawResponse run(HttpHandler handler, Request request) {
    InProcessExchange exchange = new InProcessExchange(request.body());
    Request counted =
        new Request(
            request.method(),
            request.rawPath(),
            request.rawQuery(),
            request.headers(),
            request.scheme(),
            request.remoteAddress(),
            exchange.body);
    try {
      handler.handle(counted, exchange);
    } catch (IOException e) {
      if (exchange.cut) {
        throw new CutShort(e);
      }
      throw new AssertionError("the handler gave up without an answer", e);
    }
    return exchange.answer();
  }

  /** The connection was cut in the middle of an answer. */
  public static final class CutShort extends RuntimeException {
    private static final long serialVersionUID = 1L;

    CutShort(Throwable cause) {
      super("the answer was cut short", cause);
    }
  }

  private RawResponse answer() {
    if (committed == null) {
      throw new AssertionError("the handler returned without an answer");
    }
    Headers.Builder headers = Headers.builder().addAll(committed.headers());
    long length = committed.body().lengthBytes();
    if (committed.status() != 204 && committed.status() != 304 && length >= 0) {
      headers.add("content-length", Long.toString(length));
    }
    return new RawResponse(committed.status(), headers.build(), sent.toByteArray());
  }

  @Override
  public void send(Response response) throws IOException {
    if (committed != null) {
      throw new IllegalStateException("a response was already begun");
    }
    switch (response.body()) {
      case ResponseBody.Bytes(byte[] bytes) -> take(response, ByteBuffer.wrap(bytes));
      case ResponseBody.HeadOnly headOnly -> committed = response;
      case ResponseBody.Stream(long length, ResponseBody.Source source) -> {
        try {
          source.writeTo(buffer -> take(response, buffer));
        } catch (IOException | RuntimeException e) {
          cut = committed != null;
          throw e;
        }
        committed = response;
        if (length >= 0 && sent.size() != length) {
          throw new AssertionError("the body has another length than announced");
        }
      }
    }
  }

  private void take(Response response, ByteBuffer buffer) {
    committed = response;
    while (buffer.hasRemaining()) {
      sent.write(buffer.get());
    }
  }

  @Override
  public boolean isCommitted() {
    return committed != null;
  }

  @Override
  public long bytesRead() {
    return body.count;
  }

  @Override
  public long bytesSent() {
    return sent.size();
  }

  private static final class CountingBody extends FilterInputStream {
    private long count;

    CountingBody(InputStream in) {
      super(in);
    }

    @Override
    public int read() throws IOException {
      int one = super.read();
      count += one < 0 ? 0 : 1;
      return one;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
      int read = super.read(bytes, offset, length);
      count += Math.max(0, read);
      return read;
    }
  }
}
