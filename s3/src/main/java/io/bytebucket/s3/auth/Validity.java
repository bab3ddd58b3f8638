package io.bytebucket.s3.auth;

import io.bytebucket.s3.error.S3ErrorCode;
import io.bytebucket.s3.error.S3Exception;
import java.time.Duration;
import java.time.Instant;

/** Until when a signature is good. */
sealed interface Validity {
  /** How far the clocks of client and server may be apart. */
  Duration MAX_SKEW = Duration.ofMinutes(15);

  /** Refuses a signature that is not good at {@code now}. */
  void require(SigningTime signed, Instant now);

  /** A signature in a header: good around the time of signing. */
  record AroundSigning() implements Validity {
    @Override
    public void require(SigningTime signed, Instant now) {
      if (Duration.between(signed.instant(), now).abs().compareTo(MAX_SKEW) > 0) {
        throw new S3Exception(S3ErrorCode.REQUEST_TIME_TOO_SKEWED)
            .with("RequestTime", signed.text())
            .with("ServerTime", now.toString())
            .with("MaxAllowedSkewMilliseconds", Long.toString(MAX_SKEW.toMillis()));
      }
    }
  }

  /**
   * A presigned URL: good from its signing on, for as many seconds as it says. Only how far its
   * signing may lie in the future is a matter of skew.
   *
   * @param expiresSeconds at most {@link #MAX_EXPIRES_SECONDS}
   */
  record Presigned(long expiresSeconds) implements Validity {
    /** Seven days. */
    static final long MAX_EXPIRES_SECONDS = 604_800;

    @Override
    public void require(SigningTime signed, Instant now) {
      Instant end = signed.instant().plusSeconds(expiresSeconds);
      if (now.isAfter(end)) {
        throw new S3Exception(S3ErrorCode.REQUEST_EXPIRED)
            .with("X-Amz-Expires", Long.toString(expiresSeconds))
            .with("Expires", end.toString())
            .with("ServerTime", now.toString());
      }
      if (signed.instant().isAfter(now.plus(MAX_SKEW))) {
        throw new S3Exception(S3ErrorCode.ACCESS_DENIED, "Request is not yet valid")
            .with("X-Amz-Date", signed.text())
            .with("ServerTime", now.toString());
      }
    }
  }
}
