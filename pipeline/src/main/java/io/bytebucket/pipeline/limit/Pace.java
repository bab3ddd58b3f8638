package io.bytebucket.pipeline.limit;

import io.bytebucket.http.Response;
import io.bytebucket.http.ResponseBody;
import io.github.bucket4j.Bucket;
import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.LongConsumer;

/**
 * How fast the bodies of one request may move. Whoever is too fast is made to wait, on the thread
 * of its request: after each piece for as long as that takes at the user's rate, whatever else the
 * user moves meanwhile. The waits are the server's own, so the rules for slow clients do not count
 * them. Used by one thread.
 */
public final class Pace {
  /** As fast as it goes. */
  public static final Pace FREE = new Pace(Optional.empty(), Optional.empty(), _ -> {});

  /** After so long a piece passes in any case: a transfer never stands still for longer. */
  static final long WAIT_MAX_NANOS = TimeUnit.SECONDS.toNanos(20);

  private final Optional<Bucket> up;
  private final Optional<Bucket> down;
  private final LongConsumer sleep;

  /**
   * A pace.
   *
   * @param up bytes that may be read
   * @param down bytes that may be sent
   * @param sleep waits for so many nanoseconds
   */
  Pace(Optional<Bucket> up, Optional<Bucket> down, LongConsumer sleep) {
    this.up = up;
    this.down = down;
    this.sleep = sleep;
  }

  /** Notes that so many bytes of the request's body came. */
  public void received(long bytes) {
    up.ifPresent(bucket -> await(bucket, bytes));
  }

  /** The response at this pace. */
  public Response slow(Response response) {
    if (down.isEmpty()) {
      return response;
    }
    Bucket bucket = down.get();
    return switch (response.body()) {
      case ResponseBody.Stream(long lengthBytes, ResponseBody.Source source) ->
          new Response(
              response.status(),
              response.headers(),
              new ResponseBody.Stream(lengthBytes, slow(source, bucket)));
      case ResponseBody.Bytes(byte[] bytes) -> {
        await(bucket, bytes.length);
        yield response;
      }
      case ResponseBody.HeadOnly _ -> response;
    };
  }

  private ResponseBody.Source slow(ResponseBody.Source source, Bucket bucket) {
    return new ResponseBody.Source() {
      @Override
      public void writeTo(ResponseBody.Sink sink) throws IOException {
        source.writeTo(piece -> {
          await(bucket, piece.remaining());
          sink.write(piece);
        });
      }

      @Override
      public long heldBytes() {
        return source.heldBytes();
      }

      @Override
      public void close() {
        source.close();
      }
    };
  }

  private void await(Bucket bucket, long bytes) {
    if (bytes > 0) {
      long nanos = bucket.consumeIgnoringRateLimits(bytes);
      if (nanos > 0) {
        sleep.accept(Math.min(nanos, WAIT_MAX_NANOS));
      }
    }
  }
}
