package io.bytebucket.transfer.s3.object;

import io.bytebucket.transfer.s3.client.CallFailedException;
import io.bytebucket.transfer.s3.client.End;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.s3.model.GetObjectAclResponse;
import software.amazon.awssdk.services.s3.model.Tag;

/**
 * What an end says of a version when it is asked for that alone. An end that does not have tags or
 * lists at all was never told any.
 */
final class Sayings {
  private Sayings() {}

  /** Its tags. */
  static List<Tag> tags(End end, Work work) {
    try {
      return end.ask(
              "GetObjectTagging " + work.name(),
              client ->
                  client.getObjectTagging(request ->
                      request.bucket(work.bucket()).key(work.key()).versionId(work.versionId())))
          .tagSet();
    } catch (CallFailedException e) {
      // Some servers have no empty set.
      if (e.fault().isNotKnown() || e.fault().code().equals("NoSuchTagSet")) {
        return List.of();
      }
      throw e;
    }
  }

  /** Its access control list; empty where the end has none. */
  static Optional<GetObjectAclResponse> acl(End end, Work work) {
    try {
      return Optional.of(
          end.ask(
              "GetObjectAcl " + work.name(),
              client ->
                  client.getObjectAcl(request ->
                      request.bucket(work.bucket()).key(work.key()).versionId(work.versionId()))));
    } catch (CallFailedException e) {
      if (e.fault().isNotKnown()) {
        return Optional.empty();
      }
      throw e;
    }
  }
}
