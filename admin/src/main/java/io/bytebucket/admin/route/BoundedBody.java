package io.bytebucket.admin.route;

import io.bytebucket.admin.error.AdminException;
import io.bytebucket.admin.error.FailureToAdmin;
import io.bytebucket.http.Request;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;

/** A body that may have so many bytes and no more. Used by one thread. */
final class BoundedBody extends InputStream {
  private final InputStream body;
  private final long limitBytes;
  private long leftBytes;

  private BoundedBody(InputStream body, long limitBytes) {
    this.body = body;
    this.limitBytes = limitBytes;
    this.leftBytes = limitBytes;
  }

  /**
   * The same request with a bound on its body.
   *
   * @throws AdminException when it says itself that it is longer; then nothing of it was read
   */
  static Request of(Request request, long limitBytes) {
    Optional<String> declared = request.headers().first("content-length");
    if (declared.isPresent() && isOver(declared.get(), limitBytes)) {
      throw FailureToAdmin.tooLarge(limitBytes);
    }
    return request.withBody(new BoundedBody(request.body(), limitBytes));
  }

  private static boolean isOver(String declared, long limitBytes) {
    try {
      return Long.parseLong(declared.strip()) > limitBytes;
    } catch (NumberFormatException beyond) {
      return true;
    }
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
  }

  @Override
  public int read(byte[] bytes, int offset, int length) throws IOException {
    int read = body.read(bytes, offset, length);
    if (read > leftBytes) {
      leftBytes = 0;
      throw FailureToAdmin.tooLarge(limitBytes);
    }
    leftBytes -= Math.max(0, read);
    return read;
  }
}
