package io.bytebucket.core.object;

import io.bytebucket.core.blob.ExtentsCodec;
import io.bytebucket.core.checksum.ChecksumCodec;
import io.bytebucket.core.layout.Layout;
import io.bytebucket.core.layout.ObjectPart;
import io.bytebucket.core.schema.RecordWriter;

/** Writes object records in their first form, which servers only read now. */
final class FirstRecords {
  private FirstRecords() {}

  static byte[] encode(ObjectRecord object) {
    RecordWriter out =
        new RecordWriter(1)
            .number(object.version().sequence())
            .flag(object.version().isNull())
            .flag(object.isDeleteMarker())
            .number(object.lastModified().toEpochMilli())
            .number(object.sizeBytes())
            .text(object.etag().value())
            .text(object.attributes().storageClass())
            .text(object.ownerId().value());
    ChecksumCodec.writeOptional(out, object.checksum());
    Layout.Here layout = (Layout.Here) object.layout();
    ExtentsCodec.write(out, layout.extents());
    AttributesCodec.write(out, object.attributes());
    out.number(layout.parts().size());
    for (ObjectPart part : layout.parts()) {
      out.number(part.number()).number(part.sizeBytes());
      ChecksumCodec.writeOptional(out, part.checksum());
    }
    return out.flag(false).toBytes();
  }
}
