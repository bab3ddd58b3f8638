package io.bytebucket.core.checksum;

import io.bytebucket.core.schema.RecordReader;
import io.bytebucket.core.schema.RecordWriter;
import java.util.Optional;

/** How a {@link Checksum} stands in a stored record. */
public final class ChecksumCodec {
  private static final ChecksumAlgorithm[] ALGORITHMS = ChecksumAlgorithm.values();
  private static final Checksum.Type[] TYPES = Checksum.Type.values();

  private ChecksumCodec() {}

  /** Writes one. */
  public static void write(RecordWriter out, Checksum checksum) {
    out.constant(checksum.algorithm()).constant(checksum.type()).text(checksum.base64());
  }

  /** Reads one. */
  public static Checksum read(RecordReader in) {
    return new Checksum(in.constant(ALGORITHMS), in.constant(TYPES), in.text());
  }

  /** Writes one that may be missing. */
  public static void writeOptional(RecordWriter out, Optional<Checksum> checksum) {
    out.flag(checksum.isPresent());
    checksum.ifPresent(value -> write(out, value));
  }

  /** Reads one that may be missing. */
  public static Optional<Checksum> readOptional(RecordReader in) {
    return in.flag() ? Optional.of(read(in)) : Optional.empty();
  }
}
