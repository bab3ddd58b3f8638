package io.bytebucket.s3;

import io.bytebucket.http.Refusal;
import io.bytebucket.s3.error.S3ErrorCode;
import io.bytebucket.s3.error.S3Exception;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What is told and logged of requests that are not handled. They cost their sender little, so only
 * so many of them a second get a line of their own, and the rest one that counts them: the log is
 * no way to fill a disk. Thread-safe.
 */
final class Refusals {
  private static final Logger LOG = LoggerFactory.getLogger(Refusals.class);

  private static final int LINES_A_SECOND = 50;
  private static final long SECOND_NANOS = TimeUnit.SECONDS.toNanos(1);

  /** AWS's clients wait at least so long before they come back. */
  private static final String RETRY_AFTER_SECONDS = "1";

  private final long startNanos = System.nanoTime();
  private final AtomicLong second = new AtomicLong();
  private final AtomicLong count = new AtomicLong();

  /** The error that answers what is not handled. */
  static S3Exception error(Refusal reason) {
    return switch (reason) {
      case BAD_SYNTAX ->
          new S3Exception(
              S3ErrorCode.BAD_REQUEST, "An error occurred when parsing the HTTP request.");
      case NOT_TLS ->
          new S3Exception(
              S3ErrorCode.BAD_REQUEST, "An HTTP request was sent to a port that speaks HTTPS.");
      case HEADER_TOO_LARGE -> new S3Exception(S3ErrorCode.REQUEST_HEADER_SECTION_TOO_LARGE);
      case UNSUPPORTED_CODING ->
          new S3Exception(S3ErrorCode.NOT_IMPLEMENTED).with("Header", "Transfer-Encoding");
      case UNSUPPORTED_VERSION -> new S3Exception(S3ErrorCode.HTTP_VERSION_NOT_SUPPORTED);
      case NO_ROOM ->
          new S3Exception(S3ErrorCode.SLOW_DOWN).withHeader("retry-after", RETRY_AFTER_SECONDS);
    };
  }

  /** Writes the line of a request, unless there are too many. */
  void write(RequestLog log) {
    long now = (System.nanoTime() - startNanos) / SECOND_NANOS;
    long before = second.get();
    if (before != now && second.compareAndSet(before, now)) {
      long omitted = count.getAndSet(0) - LINES_A_SECOND;
      if (omitted > 0) {
        LOG.atWarn().addKeyValue("omitted_lines", omitted).log("many requests are refused");
      }
    }
    if (count.incrementAndGet() <= LINES_A_SECOND) {
      log.write(0, 0);
    }
  }
}
