package io.bytebucket.s3.op.value;

import io.bytebucket.core.access.Caller;
import io.bytebucket.s3.xml.XmlWriter;

/**
 * Owners of buckets and objects, as S3's documents show them: by id. Their display names S3 no
 * longer tells.
 */
public final class Owners {
  /** The owner of what nobody signed for; S3 has no other name for it. */
  private static final String ANONYMOUS = "anonymous";

  private Owners() {}

  public static String idOf(Caller caller) {
    return switch (caller) {
      case Caller.Anonymous anonymous -> ANONYMOUS;
      case Caller.Known known -> known.accessKeyId();
    };
  }

  public static void write(XmlWriter xml, String ownerId) {
    xml.element("Owner", owner -> owner.element("ID", ownerId));
  }
}
