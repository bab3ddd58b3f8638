package io.bytebucket.s3.body;

import io.bytebucket.core.failure.Failure;
import io.bytebucket.core.failure.StoreException;
import io.bytebucket.http.MemoryBudget;
import io.bytebucket.http.Request;
import io.bytebucket.s3.error.S3ErrorCode;
import io.bytebucket.s3.error.S3Exception;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Arrays;

/**
 * The body of a signed request without {@code x-amz-content-sha256}, as curl 7.88 sends it. The
 * signature covers the hash of the body, so the body must be read before the signature can be
 * checked. A small body is held in memory for that; a larger one is refused. AWS refuses all such
 * requests. Used by one thread.
 */
public final class UnnamedBody {
  /** The longest body that is held. */
  public static final int LIMIT_BYTES = 1 << 20;

  /**
   * How much memory is taken at first. More is taken only as bytes arrive, not when a length is
   * announced.
   */
  private static final int FIRST_BYTES = 16 << 10;

  private static final int RETRY_AFTER_SECONDS = 1;

  private final MemoryBudget.Share held;
  private byte[] bytes = new byte[0];
  private int size;

  private UnnamedBody(MemoryBudget.Share held) {
    this.held = held;
  }

  /**
   * Reads the body of a request.
   *
   * @param held counts the memory that the body takes; closed by the caller
   * @throws S3Exception InvalidRequest when it is too long or does not say how long, IncompleteBody
   * @throws StoreException with {@link Failure.Busy} when there is no memory for it
   * @throws IOException when the client went away or was too slow
   */
  public static UnnamedBody read(Request request, MemoryBudget.Share held) throws IOException {
    long lengthBytes = PayloadBodies.contentLengthBytes(request.headers());
    if (lengthBytes > LIMIT_BYTES || request.headers().contains("transfer-encoding")) {
      throw new S3Exception(
          S3ErrorCode.INVALID_REQUEST,
          "Missing required header for this request: x-amz-content-sha256. Without it a body must"
              + " have a Content-Length of at most 1 MiB; send its SHA-256 or UNSIGNED-PAYLOAD.");
    }
    UnnamedBody body = new UnnamedBody(held);
    body.fill(new PlainDecoder(request.body(), Math.max(0, lengthBytes), null));
    return body;
  }

  private void fill(PlainDecoder source) throws IOException {
    int lengthBytes = Math.toIntExact(source.lengthBytes());
    while (size < lengthBytes) {
      if (size == bytes.length) {
        int larger = Math.min(lengthBytes, Math.max(FIRST_BYTES, 2 * size));
        if (!held.tryGrowUnproved(larger - size)) {
          throw new StoreException(new Failure.Busy(RETRY_AFTER_SECONDS));
        }
        bytes = Arrays.copyOf(bytes, larger);
      }
      size += Math.max(0, source.read(bytes, size, bytes.length - size));
    }
  }

  /** Its hash, in lower-case hex. */
  public String sha256() {
    return Sha256.hex(bytes);
  }

  /** The request with this body in place of the one that has been read. */
  public Request in(Request request) {
    return request.withBody(new ByteArrayInputStream(bytes));
  }
}
