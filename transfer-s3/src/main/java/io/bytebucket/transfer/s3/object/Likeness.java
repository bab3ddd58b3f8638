package io.bytebucket.transfer.s3.object;

import io.bytebucket.transfer.s3.client.BrokenBodyException;
import io.bytebucket.transfer.s3.client.CallFailedException;
import io.bytebucket.transfer.s3.client.End;
import io.bytebucket.transfer.s3.client.Ends;
import io.bytebucket.transfer.s3.listing.KeyPlan;
import io.bytebucket.transfer.s3.listing.Version;
import io.bytebucket.transfer.source.SameBytes;
import java.io.IOException;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import software.amazon.awssdk.core.ResponseInputStream;
import software.amazon.awssdk.http.SdkHttpResponse;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.Tag;

/** Whether versions at both ends are alike in more than listings tell. Thread-safe. */
public final class Likeness {
  private final Ends ends;

  /** Between those ends. */
  public Likeness(Ends ends) {
    this.ends = ends;
  }

  /**
   * Whether the target's is what the source has now, though their ETags differ or the source's is
   * newer than the last transfer: by dates that were kept, and all that describes the content.
   */
  public boolean isSame(String bucket, String key, KeyPlan.Pair pair) {
    if (pair.source().sizeBytes() != pair.target().sizeBytes()
        || pair.source().isMarker() != pair.target().isMarker()) {
      return false;
    }
    HeadObjectResponse there = head(ends.target(), bucket, key, pair.target());
    Optional<String> kept = Optional.ofNullable(there.metadata().get(Facts.MODIFIED));
    if (kept.isEmpty()) {
      return false;
    }
    if (kept.get().equals(pair.source().modified().toString())) {
      return true;
    }
    HeadObjectResponse here = head(ends.source(), bucket, key, pair.source());
    return kept.get().equals(here.metadata().get(Facts.MODIFIED))
        && described(here.sdkHttpResponse(), here.metadata())
            .equals(described(there.sdkHttpResponse(), there.metadata()));
  }

  /** Whether a transfer brought it. */
  public boolean isBrought(String bucket, String key, Version target) {
    return head(ends.target(), bucket, key, target).metadata().containsKey(Facts.MODIFIED);
  }

  /** Whether the source itself says that it does not have the object, whatever it lists. */
  public boolean isGone(String bucket, String key) {
    try {
      HeadObjectResponse _ =
          ends.source()
              .ask(
                  "HeadObject " + bucket + "/" + key,
                  client -> client.headObject(request -> request.bucket(bucket).key(key)));
      return false;
    } catch (CallFailedException e) {
      if (e.fault().isNotThere()) {
        return true;
      }
      throw e;
    }
  }

  /**
   * Reads both to their ends and compares every byte, what describes them, and their tags.
   *
   * @return what differs; empty when nothing does
   */
  public Optional<String> difference(String bucket, String key, KeyPlan.Pair pair) {
    if (pair.source().isMarker()) {
      return Optional.empty();
    }
    Work here = Work.looking(bucket, key, pair.source());
    Work there = Work.looking(bucket, key, pair.target());
    return ends.target().work("GetObject " + here.name(), () -> difference(here, there));
  }

  private Optional<String> difference(Work here, Work there) {
    try (ResponseInputStream<GetObjectResponse> one =
            ends.source().once(client -> client.getObject(ObjectMover.request(here)));
        ResponseInputStream<GetObjectResponse> other =
            ends.target().once(client -> client.getObject(ObjectMover.request(there)))) {
      OptionalLong mismatch =
          SameBytes.mismatch(MeasuredStream.of(one, 0, ends.bytes(), false), other);
      if (mismatch.isPresent()) {
        one.abort();
        other.abort();
        return Optional.of("its bytes differ from byte " + mismatch.getAsLong() + " on");
      }
      if (!described(one.response().sdkHttpResponse(), one.response().metadata())
          .equals(described(other.response().sdkHttpResponse(), other.response().metadata()))) {
        return Optional.of("what describes it differs");
      }
      boolean hasTags = one.response().tagCount() != null || other.response().tagCount() != null;
      return hasTags && !tags(ends.source(), here).equals(tags(ends.target(), there))
          ? Optional.of("its tags differ")
          : Optional.empty();
    } catch (IOException e) {
      throw new BrokenBodyException("A body could not be read to its end");
    }
  }

  private static Set<Tag> tags(End end, Work work) {
    return new HashSet<>(Sayings.tags(end, work));
  }

  private static HeadObjectResponse head(End end, String bucket, String key, Version version) {
    return end.ask(
        "HeadObject " + bucket + "/" + key,
        client ->
            client.headObject(request ->
                request
                    .bucket(bucket)
                    .key(key)
                    .versionId(version.id().isEmpty() ? null : version.id())));
  }

  /** What describes the content, less what transfers add. */
  private static Map<String, String> described(
      SdkHttpResponse answer, Map<String, String> metadata) {
    Map<String, String> all = new TreeMap<>(Facts.content(answer));
    metadata.forEach((name, value) -> {
      if (!name.equals(Facts.MODIFIED)) {
        all.put("x-amz-meta-" + name, value);
      }
    });
    return all;
  }
}
