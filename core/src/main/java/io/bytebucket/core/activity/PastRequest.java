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
 * @param port where it came in
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
    Port port,
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
  /** Before the second, records did not say at which port. */
  private static final int VERSION = 2;

  private static final int WITH_PORT = 2;

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
        .constant(port)
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
    String requestId = in.text();
    String operation = in.text();
    String method = in.text();
    String path = in.text();
    String bucket = in.text();
    String key = in.text();
    int status = in.smallNumber();
    String error = in.text();
    String clientAddress = in.text();
    String accessKeyId = in.text();
    String authMethod = in.text();
    long bytesIn = in.number();
    long bytesOut = in.number();
    long micros = in.number();
    Port port = in.version() < WITH_PORT ? Port.ofPath(path) : in.constant(Port.values());
    in.end();
    return new PastRequest(
        endedAt,
        requestId,
        port,
        operation,
        method,
        path,
        bucket,
        key,
        status,
        error,
        clientAddress,
        accessKeyId,
        authMethod,
        bytesIn,
        bytesOut,
        micros);
  }
}
