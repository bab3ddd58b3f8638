package io.bytebucket.junit;

import io.bytebucket.http.HttpHandler.Exchange;
import io.bytebucket.http.Response;
import io.bytebucket.http.ResponseBody;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.function.BooleanSupplier;

/** An exchange whose answer is lost, as a whole or after so many bytes. For one thread. */
final class Cut implements Exchange {
  private final Exchange exchange;
  private final BooleanSupplier isLost;
  private final long afterBytes;
  private long sent;
  private boolean wasLost;

  Cut(Exchange exchange, BooleanSupplier isLost, long afterBytes) {
    this.exchange = exchange;
    this.isLost = isLost;
    this.afterBytes = afterBytes;
  }

  @Override
  public void send(Response response) throws IOException {
    if (isLost.getAsBoolean()) {
      wasLost = true;
      throw new IOException("cut by the test");
    }
    exchange.send(new Response(response.status(), response.headers(), limited(response.body())));
  }

  /** Makes the connection go where no answer was sent on purpose. */
  void end() throws IOException {
    if (wasLost) {
      throw new IOException("cut by the test");
    }
  }

  private ResponseBody limited(ResponseBody body) {
    if (body.lengthBytes() >= 0 && body.lengthBytes() <= afterBytes) {
      return body;
    }
    return switch (body) {
      case ResponseBody.Bytes(byte[] bytes) ->
          new ResponseBody.Stream(bytes.length, sink -> write(ByteBuffer.wrap(bytes), sink));
      case ResponseBody.Stream stream -> new ResponseBody.Stream(stream.lengthBytes(), cut(stream));
      case ResponseBody.HeadOnly announced -> announced;
    };
  }

  private ResponseBody.Source cut(ResponseBody.Stream stream) {
    return new ResponseBody.Source() {
      @Override
      public void writeTo(ResponseBody.Sink sink) throws IOException {
        stream.source().writeTo(buffer -> write(buffer, sink));
      }

      @Override
      public long heldBytes() {
        return stream.source().heldBytes();
      }

      @Override
      public void close() {
        stream.source().close();
      }
    };
  }

  private void write(ByteBuffer buffer, ResponseBody.Sink sink) throws IOException {
    long left = afterBytes - sent;
    if (buffer.remaining() <= left) {
      sent += buffer.remaining();
      sink.write(buffer);
      return;
    }
    sink.write(buffer.slice(buffer.position(), (int) left));
    sent = afterBytes;
    throw new IOException("cut by the test");
  }

  @Override
  public boolean isCommitted() {
    // Nobody is to try another answer.
    return wasLost || exchange.isCommitted();
  }

  @Override
  public long bytesRead() {
    return exchange.bytesRead();
  }

  @Override
  public long bytesSent() {
    return exchange.bytesSent();
  }
}
