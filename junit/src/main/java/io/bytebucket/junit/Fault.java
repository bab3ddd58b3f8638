package io.bytebucket.junit;

import java.time.Duration;

/**
 * Something that goes wrong with requests of S3, and with which of them. Each method returns
 * another fault; as it is made it befalls the next request, whichever that is, and no other.
 * Immutable.
 *
 * @param kind what goes wrong
 * @param operation the name that AWS gives the operation, such as {@code PutObject}; empty for any
 * @param bucket empty for any
 * @param keyPrefix what keys begin with; empty for any, and for requests without a key
 * @param times how many requests it befalls
 */
public record Fault(Kind kind, String operation, String bucket, String keyPrefix, int times) {
  /** What goes wrong. */
  public sealed interface Kind {
    /** The answer comes later by so much. */
    record Slow(Duration delay) implements Kind {}

    /** Nothing is done, and an error is answered. */
    record Refused(int status, String code, String message) implements Kind {}

    /** The connection is cut when so many bytes of the body came in; nothing is done. */
    record CutUpload(long afterBytes) implements Kind {}

    /**
     * It is done, and the connection is cut when so many bytes of the answer's body went out; with
     * 0 there is no answer at all.
     */
    record CutAnswer(long afterBytes) implements Kind {}
  }

  /** Checks that it can happen. */
  public Fault {
    if (times < 1) {
      throw new IllegalArgumentException("a fault befalls one request or more, not " + times);
    }
  }

  private static Fault of(Kind kind) {
    return new Fault(kind, "", "", "", 1);
  }

  /** The answer comes later by so much, or when the fault is cleared. */
  public static Fault slow(Duration delay) {
    return of(new Kind.Slow(delay));
  }

  /** 503 SlowDown, as S3 answers who asks too much. */
  public static Fault slowDown() {
    return error(503, "SlowDown", "Please reduce your request rate.");
  }

  /** An error of S3. */
  public static Fault error(int status, String code, String message) {
    return of(new Kind.Refused(status, code, message));
  }

  /** The connection is cut in the middle of the request's body; nothing is stored. */
  public static Fault cutUpload(long afterBytes) {
    return of(new Kind.CutUpload(afterBytes));
  }

  /** The connection is cut in the middle of the answer's body. */
  public static Fault cutAnswer(long afterBytes) {
    return of(new Kind.CutAnswer(afterBytes));
  }

  /** What was asked for is done, and the client never hears of it. */
  public static Fault lostAnswer() {
    return cutAnswer(0);
  }

  /** It befalls requests of that operation alone, by AWS's name for it. */
  public Fault on(String anOperation) {
    return new Fault(kind, anOperation, bucket, keyPrefix, times);
  }

  /** It befalls requests for that bucket alone. */
  public Fault inBucket(String aBucket) {
    return new Fault(kind, operation, aBucket, keyPrefix, times);
  }

  /** It befalls requests for keys that begin so alone. */
  public Fault forKeys(String prefix) {
    return new Fault(kind, operation, bucket, prefix, times);
  }

  /** It befalls so many requests. */
  public Fault times(int count) {
    return new Fault(kind, operation, bucket, keyPrefix, count);
  }

  /** It befalls every request, until it is cleared. */
  public Fault always() {
    return times(Integer.MAX_VALUE);
  }
}
