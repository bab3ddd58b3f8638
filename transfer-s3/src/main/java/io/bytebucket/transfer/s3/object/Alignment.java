package io.bytebucket.transfer.s3.object;

import io.bytebucket.transfer.s3.bucket.CannedGrants;
import io.bytebucket.transfer.s3.bucket.Loss;
import io.bytebucket.transfer.s3.client.CallFailedException;
import io.bytebucket.transfer.s3.client.Ends;
import io.bytebucket.transfer.s3.listing.KeyPlan;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.services.s3.model.GetObjectAclResponse;
import software.amazon.awssdk.services.s3.model.Tag;

/**
 * Makes what may be said of a version after it was put the same at the target: its tags, and its
 * access control list. No listing and no date tells that they changed, so each version is asked for
 * at both ends. Thread-safe.
 */
public final class Alignment {
  /** What an object has whose end knows no lists. */
  private static final String PRIVATE = "private";

  private final Ends ends;

  /** Between those ends. */
  public Alignment(Ends ends) {
    this.ends = ends;
  }

  /**
   * What was done.
   *
   * @param changed what is the source's now, in words; empty when nothing had to be done
   * @param losses what the target could not be told
   */
  public record Aligned(List<String> changed, List<Loss> losses) {}

  /**
   * Does it.
   *
   * @param withAcl whether lists are looked at, too
   */
  public Aligned align(String bucket, String key, KeyPlan.Pair pair, boolean withAcl) {
    Work here = Work.looking(bucket, key, pair.source());
    Work there = Work.looking(bucket, key, pair.target());
    Aligned aligned = new Aligned(new ArrayList<>(), new ArrayList<>());
    tags(here, there, aligned);
    if (withAcl) {
      acl(here, there, aligned);
    }
    return aligned;
  }

  private void tags(Work here, Work there, Aligned aligned) {
    try {
      List<Tag> wanted = Sayings.tags(ends.source(), here);
      if (!set(wanted).equals(set(Sayings.tags(ends.target(), there)))) {
        put(there, wanted, aligned);
      }
    } catch (CallFailedException e) {
      aligned.losses().add(new Loss(Extra.TAGS.kind(), here.name(), e.reason()));
    }
  }

  private void put(Work there, List<Tag> wanted, Aligned aligned) {
    told(
        aligned,
        Extra.TAGS,
        there,
        () ->
            ends.target()
                .ask(
                    "PutObjectTagging " + there.name(),
                    client ->
                        client.putObjectTagging(put ->
                            put.bucket(there.bucket())
                                .key(there.key())
                                .versionId(there.versionId())
                                .tagging(tagging -> tagging.tagSet(wanted)))));
  }

  private static Set<Tag> set(List<Tag> tags) {
    return new HashSet<>(tags);
  }

  private void acl(Work here, Work there, Aligned aligned) {
    try {
      Optional<GetObjectAclResponse> said = Sayings.acl(ends.source(), here);
      if (said.isEmpty()) {
        return;
      }
      Optional<String> wanted = canned(said.get());
      if (wanted.isEmpty()) {
        aligned
            .losses()
            .add(loss(here, CannedGrants.told(said.get().owner(), said.get().grants())));
        return;
      }
      String present =
          Sayings.acl(ends.target(), there).map(acl -> canned(acl).orElse("")).orElse(PRIVATE);
      if (!wanted.get().equals(present)) {
        put(there, wanted.get(), aligned);
      }
    } catch (CallFailedException e) {
      aligned.losses().add(loss(here, e.reason()));
    }
  }

  private static Optional<String> canned(GetObjectAclResponse acl) {
    return CannedGrants.of(acl.owner(), acl.grants());
  }

  private static Loss loss(Work work, String reason) {
    return new Loss(Extra.ACL.kind(), work.name(), reason);
  }

  private void put(Work there, String canned, Aligned aligned) {
    told(
        aligned,
        Extra.ACL,
        there,
        () ->
            ends.target()
                .ask(
                    "PutObjectAcl " + there.name(),
                    client ->
                        client.putObjectAcl(put ->
                            put.bucket(there.bucket())
                                .key(there.key())
                                .versionId(there.versionId())
                                .acl(canned))));
  }

  /** What the target does not take is named; the object itself is there. */
  private static void told(Aligned aligned, Extra what, Work work, Runnable change) {
    try {
      change.run();
      aligned.changed().add(what.kind());
    } catch (CallFailedException e) {
      aligned.losses().add(new Loss(what.kind(), work.name(), e.reason()));
    }
  }
}
