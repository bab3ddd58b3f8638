package io.bytebucket.core.user;

import io.bytebucket.core.schema.RecordReader;
import io.bytebucket.core.schema.RecordWriter;
import java.util.Optional;

/** The stored form of {@link UserLimits}; whose they are is in the key. */
public final class UserLimitsCodec {
  private static final int VERSION = 1;

  private UserLimitsCodec() {}

  static byte[] encode(UserLimits limits) {
    RecordWriter out = new RecordWriter(VERSION).flag(limits.requests().isPresent());
    limits.requests().ifPresent(rate -> out.number(rate.perSecond()).number(rate.burst()));
    write(out, limits.uploadBytesPerSecond());
    write(out, limits.downloadBytesPerSecond());
    return out.toBytes();
  }

  private static void write(RecordWriter out, Optional<Long> rate) {
    out.flag(rate.isPresent());
    rate.ifPresent(out::number);
  }

  /**
   * The limits that were stored.
   *
   * @throws io.bytebucket.core.failure.StoreException with {@link
   *     io.bytebucket.core.failure.Failure.Corrupt}
   */
  public static UserLimits decode(byte[] bytes) {
    RecordReader in = new RecordReader("limits of a user", bytes, VERSION);
    try {
      Optional<UserLimits.RequestRate> requests =
          in.flag()
              ? Optional.of(new UserLimits.RequestRate(in.number(), in.number()))
              : Optional.empty();
      UserLimits limits = new UserLimits(requests, read(in), read(in));
      in.end();
      return limits;
    } catch (IllegalArgumentException outOfRange) {
      throw in.corrupt("range");
    }
  }

  private static Optional<Long> read(RecordReader in) {
    return in.flag() ? Optional.of(in.number()) : Optional.empty();
  }
}
