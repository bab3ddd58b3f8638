package io.bytebucket.core.object;

import io.bytebucket.core.failure.Failure;
import io.bytebucket.core.failure.StoreException;
import io.bytebucket.core.schema.RecordReader;
import io.bytebucket.core.schema.RecordWriter;

/** How {@link ObjectAttributes} are written in a stored record, except for the storage class. */
public final class AttributesCodec {
  private AttributesCodec() {}

  /** Writes them. */
  public static void write(RecordWriter out, ObjectAttributes attributes) {
    SystemMetadata system = attributes.system();
    out.text(system.contentType())
        .optionalText(system.cacheControl())
        .optionalText(system.contentDisposition())
        .optionalText(system.contentEncoding())
        .optionalText(system.contentLanguage())
        .optionalText(system.expires())
        .textMap(attributes.user())
        .textMap(attributes.tags());
  }

  /**
   * Reads them.
   *
   * @throws StoreException with {@link Failure.Corrupt}
   */
  public static ObjectAttributes read(RecordReader in, String storageClass) {
    SystemMetadata system =
        new SystemMetadata(
            in.text(),
            in.optionalText(),
            in.optionalText(),
            in.optionalText(),
            in.optionalText(),
            in.optionalText());
    try {
      return new ObjectAttributes(system, in.textMap(), in.textMap(), storageClass);
    } catch (StoreException e) {
      // A record that is written keeps the limits, so one that does not keep them is damaged.
      throw e.failure() instanceof Failure.MetadataTooLarge ? in.corrupt("metadata") : e;
    }
  }
}
