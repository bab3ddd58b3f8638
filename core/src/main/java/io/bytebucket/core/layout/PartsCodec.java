package io.bytebucket.core.layout;

import io.bytebucket.core.checksum.ChecksumCodec;
import io.bytebucket.core.schema.RecordReader;
import io.bytebucket.core.schema.RecordWriter;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** How the parts of an object are written in a stored record. */
final class PartsCodec {
  private PartsCodec() {}

  static void write(RecordWriter out, List<ObjectPart> parts) {
    out.number(parts.size());
    for (ObjectPart part : parts) {
      out.number(part.number()).number(part.sizeBytes());
      ChecksumCodec.writeOptional(out, part.checksum());
    }
  }

  static List<ObjectPart> read(RecordReader in) {
    int count = in.count();
    if (count == 0) {
      return List.of();
    }
    List<ObjectPart> parts = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      parts.add(new ObjectPart(in.smallNumber(), in.number(), ChecksumCodec.readOptional(in)));
    }
    return Collections.unmodifiableList(parts);
  }
}
