package io.bytebucket.s3.op.value;

import io.bytebucket.core.user.CanonicalId;
import io.bytebucket.core.user.UserId;
import io.bytebucket.s3.xml.XmlWriter;

/**
 * Owners of buckets and objects, as S3's documents show them: by their canonical id, without the
 * display name that S3 has dropped.
 */
public final class Owners {
  private Owners() {}

  /** Writes an {@code Owner} element. */
  public static void write(XmlWriter xml, UserId owner) {
    xml.element("Owner", out -> out.element("ID", CanonicalId.of(owner)));
  }

  /** Writes who began an upload. For an initiator, S3 still has a display name. */
  public static void writeInitiator(XmlWriter xml, UserId initiator) {
    String id = CanonicalId.of(initiator);
    xml.element("Initiator", out -> out.element("ID", id).element("DisplayName", id));
  }
}
