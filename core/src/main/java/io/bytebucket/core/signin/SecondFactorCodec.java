package io.bytebucket.core.signin;

import io.bytebucket.core.schema.RecordReader;
import io.bytebucket.core.schema.RecordWriter;
import io.bytebucket.core.secret.EncryptedSecret;

/** The stored form of a {@link SecondFactor}; whose it is stands in the key of the record. */
public final class SecondFactorCodec {
  private static final int VERSION = 1;

  private SecondFactorCodec() {}

  static byte[] encode(SecondFactor factor) {
    return new RecordWriter(VERSION)
        .bytes(factor.secret().bytes())
        .flag(factor.isConfirmed())
        .number(factor.lastStep() + 1)
        .texts(factor.recovery())
        .toBytes();
  }

  /**
   * What is in a record.
   *
   * @throws io.bytebucket.core.failure.StoreException with {@link
   *     io.bytebucket.core.failure.Failure.Corrupt}
   */
  public static SecondFactor decode(byte[] bytes) {
    RecordReader in = new RecordReader("second factor", bytes, VERSION);
    SecondFactor factor =
        new SecondFactor(new EncryptedSecret(in.bytes()), in.flag(), in.number() - 1, in.texts());
    in.end();
    return factor;
  }
}
