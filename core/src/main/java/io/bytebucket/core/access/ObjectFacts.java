package io.bytebucket.core.access;

import io.bytebucket.core.acl.ObjectAccess;
import io.bytebucket.core.object.ObjectRecord;
import io.bytebucket.core.object.VersionId;
import io.bytebucket.core.user.UserId;
import java.util.Map;

/**
 * What decides about an object in the object itself. It is that of one version: whoever decides by
 * it has to serve that version and no other, or to decide again.
 *
 * @param version which version this is
 * @param writer who made it
 * @param access what was said about who may do what with it
 * @param tags its tags
 */
public record ObjectFacts(
    VersionId version, UserId writer, ObjectAccess access, Map<String, String> tags) {
  /** Of something of which only the tags are known, where nothing else is asked for. */
  static ObjectFacts ofTags(Map<String, String> tags) {
    return new ObjectFacts(new VersionId(0, true), UserId.NOBODY, ObjectAccess.UNSAID, tags);
  }

  /** The facts of a version, or of a delete marker. */
  public static ObjectFacts of(ObjectRecord object) {
    return new ObjectFacts(
        object.version(),
        object.ownerId(),
        object.attributes().access(),
        object.attributes().tags());
  }
}
