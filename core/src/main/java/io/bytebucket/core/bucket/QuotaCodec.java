package io.bytebucket.core.bucket;

import io.bytebucket.core.schema.RecordReader;
import io.bytebucket.core.schema.RecordWriter;
import java.util.OptionalLong;

/** The stored form of a {@link Quota}. */
public final class QuotaCodec {
  private static final int VERSION = 1;

  private QuotaCodec() {}

  static byte[] encode(Quota quota) {
    RecordWriter out = new RecordWriter(VERSION);
    write(out, quota.bytes());
    write(out, quota.objects());
    return out.toBytes();
  }

  private static void write(RecordWriter out, OptionalLong number) {
    out.flag(number.isPresent());
    number.ifPresent(out::number);
  }

  /**
   * The quota that was stored.
   *
   * @throws io.bytebucket.core.failure.StoreException with {@link
   *     io.bytebucket.core.failure.Failure.Corrupt}
   */
  public static Quota decode(byte[] bytes) {
    RecordReader in = new RecordReader("quota", bytes, VERSION);
    OptionalLong most = read(in);
    OptionalLong objects = read(in);
    in.end();
    return new Quota(most, objects);
  }

  private static OptionalLong read(RecordReader in) {
    if (!in.flag()) {
      return OptionalLong.empty();
    }
    long number = in.number();
    if (number > Quota.MAX) {
      throw in.corrupt("number");
    }
    return OptionalLong.of(number);
  }
}
