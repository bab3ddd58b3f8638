package io.bytebucket.core.activity;

import io.bytebucket.core.schema.RecordReader;
import io.bytebucket.core.schema.RecordWriter;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * A request that has ended, as it is kept for people to look at.
 *
 * @param endedAt when it ended, to the microsecond
 * @param requestId the id in the header of its answer
 * @param operation what the protocol calls it; empty when it came to none
 * @param method the method of HTTP
 * @param path its path without names
 * @param bucket the bucket it named; empty when it named none
 * @param key the key it named; empty when it named none
 * @param status the status of its answer; 0 when it had none
 * @param error why it was refused; empty when it was answered well
 * @param clientAddress whom it was from
 * @param accessKeyId the access key that signed it, or says so; empty for none
 * @param authMethod how that was proved
 * @param bytesIn how much of its body was read
 * @param bytesOut how much of the body of its answer was sent
 * @param micros how long it took, in microseconds
 */
public record PastRequest(
    Instant endedAt,
    String requestId,
    String operation,
    String method,
    String path,
    String bucket,
    String key,
    int status,
    String error,
    String clientAddress,
    String accessKeyId,
    String authMethod,
    long bytesIn,
    long bytesOut,
    long micros) {
  private static final int VERSION = 1;
  private static final long MICROS_A_SECOND = 1_000_000;

  /** When it ended, in microseconds since 1970. */
  long endedMicros() {
    return ChronoUnit.MICROS.between(Instant.EPOCH, endedAt);
  }

  byte[] encode() {
    return new RecordWriter(VERSION)
        .text(requestId)
        .text(operation)
        .text(method)
        .text(path)
        .text(bucket)
        .text(key)
        .number(status)
        .text(error)
        .text(clientAddress)
        .text(accessKeyId)
        .text(authMethod)
        .number(bytesIn)
        .number(bytesOut)
        .number(micros)
        .toBytes();
  }

  /**
   * The request that was stored.
   *
   * @throws io.bytebucket.core.failure.StoreException with {@link
   *     io.bytebucket.core.failure.Failure.Corrupt}
   */
  static PastRequest decode(long endedMicros, byte[] record) {
    RecordReader in = new RecordReader("past request", record, VERSION);
    Instant endedAt =
        Instant.ofEpochSecond(
            Math.floorDiv(endedMicros, MICROS_A_SECOND),
            Math.floorMod(endedMicros, MICROS_A_SECOND) * 1_000);
    PastRequest request =
        new PastRequest(
            endedAt,
            in.text(),
            in.text(),
            in.text(),
            in.text(),
            in.text(),
            in.text(),
            in.smallNumber(),
            in.text(),
            in.text(),
            in.text(),
            in.text(),
            in.number(),
            in.number(),
            in.number());
    in.end();
    return request;
  }
}
