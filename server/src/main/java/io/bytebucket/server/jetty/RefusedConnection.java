package io.bytebucket.server.jetty;

import io.bytebucket.http.Response;
import io.bytebucket.http.ResponseBody;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Executor;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.io.AbstractConnection;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.util.BufferUtil;
import org.eclipse.jetty.util.Callback;

/**
 * What is left of a connection whose client did not speak HTTP: it sends the last answer, then
 * throws away what still comes, because closing with unread bytes would take the answer from the
 * client too. {@link Deadlines} bounds how long that goes on, and a limit how much it is.
 */
final class RefusedConnection extends AbstractConnection implements Connection.UpgradeTo {
  private static final int DISCARD_BUFFER_BYTES = 16 << 10;

  private final ByteBuffer answer;
  private long leftBytes;

  RefusedConnection(
      EndPoint endPoint, Executor executor, Response response, String date, long discardBytes) {
    super(endPoint, executor);
    this.leftBytes = discardBytes;
    this.answer = ByteBuffer.wrap(encode(response, date));
  }

  @Override
  public void onUpgradeTo(ByteBuffer unread) {
    // Part of what was refused.
  }

  @Override
  public void onOpen() {
    super.onOpen();
    getEndPoint()
        .write(
            Callback.from(
                () -> {
                  getEndPoint().shutdownOutput();
                  fillInterested();
                },
                failure -> close()),
            answer);
  }

  @Override
  public void onFillable() {
    ByteBuffer discarded = BufferUtil.allocate(DISCARD_BUFFER_BYTES);
    try {
      int filled;
      do {
        BufferUtil.clear(discarded);
        filled = getEndPoint().fill(discarded);
        leftBytes -= filled;
        Turn.pass();
      } while (filled > 0 && leftBytes > 0);
      if (filled == 0) {
        fillInterested();
        return;
      }
    } catch (IOException gone) {
      getEndPoint().close(gone);
      return;
    }
    close();
  }

  private static byte[] encode(Response response, String date) {
    byte[] body = response.body() instanceof ResponseBody.Bytes bytes ? bytes.bytes() : new byte[0];
    StringBuilder head = new StringBuilder("HTTP/1.1 ").append(response.status()).append(' ');
    head.append(HttpStatus.getMessage(response.status())).append("\r\n");
    response
        .headers()
        .forEach((name, value) -> head.append(name).append(": ").append(value).append("\r\n"));
    head.append("Date: ").append(date);
    head.append("\r\nContent-Length: ").append(body.length);
    head.append("\r\nConnection: close\r\n\r\n");
    byte[] header = head.toString().getBytes(StandardCharsets.UTF_8);
    byte[] whole = new byte[header.length + body.length];
    System.arraycopy(header, 0, whole, 0, header.length);
    System.arraycopy(body, 0, whole, header.length, body.length);
    return whole;
  }
}
