package io.bytebucket.s3.auth;

import io.bytebucket.s3.error.S3ErrorCode;
import io.bytebucket.s3.error.S3Exception;
import java.time.Duration;
import java.time.Instant;

/** The time for which a signature is valid. */
sealed interface Validity {
  /** How far apart the clocks of client and server may be. */
  Duration MAX_SKEW = Duration.ofMinutes(15);

  /** Refuses a signature that is not valid at {@code now}. */
  void require(SigningTime signed, Instant now);

  /** A signature in a header, which is valid shortly before and after its time. */
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
   * A presigned URL, which is valid from its time on, for as many seconds as it says. The skew only
   * matters for a time in the future.
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
