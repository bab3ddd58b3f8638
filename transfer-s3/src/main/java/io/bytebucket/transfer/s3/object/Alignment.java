package io.bytebucket.transfer.s3.object;

import io.bytebucket.transfer.s3.bucket.CannedGrants;
import io.bytebucket.transfer.s3.bucket.Loss;
import io.bytebucket.transfer.s3.client.CallFailedException;
import io.bytebucket.transfer.s3.client.End;
import io.bytebucket.transfer.s3.client.Ends;
import io.bytebucket.transfer.s3.listing.KeyPlan;
import io.bytebucket.transfer.s3.listing.Version;
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
   * @throws CallFailedException when the source cannot be asked for the tags
   */
  public Aligned align(String bucket, String key, KeyPlan.Pair pair, boolean withAcl) {
    Work here = work(bucket, key, pair.source());
    Work there = work(bucket, key, pair.target());
    Aligned aligned = new Aligned(new ArrayList<>(), new ArrayList<>());
    tags(here, there, aligned);
    if (withAcl) {
      acl(here, there, aligned);
    }
    return aligned;
  }

  private static Work work(String bucket, String key, Version version) {
    return new Work(bucket, key, version, false, "", false);
  }

  private void tags(Work here, Work there, Aligned aligned) {
    List<Tag> wanted = Baggage.tags(ends.source(), here);
    if (set(wanted).equals(set(Baggage.tags(ends.target(), there)))) {
      return;
    }
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
                                .versionId(Baggage.versionId(there))
                                .tagging(tagging -> tagging.tagSet(wanted)))));
  }

  private static Set<Tag> set(List<Tag> tags) {
    return new HashSet<>(tags);
  }

  private void acl(Work here, Work there, Aligned aligned) {
    try {
      GetObjectAclResponse said = acl(ends.source(), here);
      Optional<String> wanted = CannedGrants.of(said.owner(), said.grants());
      if (wanted.isEmpty()) {
        aligned.losses().add(loss(here, CannedGrants.told(said.owner(), said.grants())));
        return;
      }
      GetObjectAclResponse present = acl(ends.target(), there);
      if (!wanted.equals(CannedGrants.of(present.owner(), present.grants()))) {
        put(there, wanted.get(), aligned);
      }
    } catch (CallFailedException e) {
      // Not every endpoint has lists.
      aligned.losses().add(loss(here, e.reason()));
    }
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
                                .versionId(Baggage.versionId(there))
                                .acl(canned))));
  }

  private static GetObjectAclResponse acl(End end, Work work) {
    return end.ask(
        "GetObjectAcl " + work.name(),
        client ->
            client.getObjectAcl(get ->
                get.bucket(work.bucket()).key(work.key()).versionId(Baggage.versionId(work))));
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
