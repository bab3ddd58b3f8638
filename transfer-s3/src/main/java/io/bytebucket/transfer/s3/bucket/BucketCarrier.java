package io.bytebucket.transfer.s3.bucket;

import io.bytebucket.transfer.remote.RemoteException;
import io.bytebucket.transfer.s3.client.CallFailedException;
import io.bytebucket.transfer.s3.client.End;
import io.bytebucket.transfer.s3.client.Ends;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.s3.model.BucketVersioningStatus;
import software.amazon.awssdk.services.s3.model.ListBucketsResponse;

/** Buckets themselves: which there are, making them, and what they are told. Thread-safe. */
public final class BucketCarrier {
  private static final String DEFAULT_REGION = "us-east-1";
  private static final int CONFLICT = 409;

  /** Ten times as many as this server has at the most: it is a list without an end. */
  private static final int BUCKETS_MAX = 100_000;

  private final Ends ends;
  private final boolean isDryRun;

  /** Between those ends. */
  public BucketCarrier(Ends ends, boolean isDryRun) {
    this.ends = ends;
    this.isDryRun = isDryRun;
  }

  /** The names of the source's buckets that the choice takes, in order. */
  public List<String> names(BucketChoice choice) {
    List<String> names = new ArrayList<>();
    String[] token = new String[1];
    do {
      ListBucketsResponse page =
          ends.source()
              .ask(
                  "ListBuckets",
                  client -> client.listBuckets(request -> request.continuationToken(token[0])));
      page.buckets().stream()
          .flatMap(bucket -> Optional.ofNullable(bucket.name()).stream())
          .forEach(names::add);
      if (names.size() > BUCKETS_MAX || (token[0] != null && page.buckets().isEmpty())) {
        throw new RemoteException("source: its list of buckets does not end");
      }
      token[0] = page.continuationToken();
    } while (token[0] != null && !token[0].isEmpty());
    return names.stream().filter(choice::takes).sorted().toList();
  }

  /** Whether the target has it. */
  public boolean isThere(String bucket) {
    try {
      ends.target()
          .ask("HeadBucket " + bucket, client -> client.headBucket(head -> head.bucket(bucket)));
      return true;
    } catch (CallFailedException e) {
      if (e.fault().isNotThere()) {
        return false;
      }
      throw e;
    }
  }

  /**
   * Makes it at the target, where the source has it if the target can.
   *
   * @return what could not be carried
   */
  public Optional<Loss> create(String bucket) {
    String region =
        Optional.ofNullable(
                ends.source()
                    .ask(
                        "GetBucketLocation " + bucket,
                        client -> client.getBucketLocation(get -> get.bucket(bucket)))
                    .locationConstraintAsString())
            .filter(name -> !name.isEmpty() && !name.equals(DEFAULT_REGION))
            .orElse("");
    try {
      create(bucket, region);
      return Optional.empty();
    } catch (CallFailedException e) {
      if (e.fault().status() == CONFLICT && isThere(bucket)) {
        // An answer was lost on the way.
        return Optional.empty();
      }
      if (region.isEmpty()) {
        throw e;
      }
      create(bucket, "");
      return Optional.of(new Loss("bucket region", bucket, region + ": " + e.reason()));
    }
  }

  private void create(String bucket, String region) {
    ends.target()
        .ask(
            "CreateBucket " + bucket,
            client ->
                client.createBucket(request -> {
                  request.bucket(bucket);
                  if (!region.isEmpty()) {
                    request.createBucketConfiguration(each -> each.locationConstraint(region));
                  }
                }));
  }

  /** Whether the source keeps versions, or has kept some. */
  public Versioning versioning(String bucket) {
    return versioning(ends.source(), bucket);
  }

  /** Whether the source has versions and the target keeps them, or did so a moment ago. */
  public boolean bothKeepVersions(String bucket) {
    return versioning(ends.source(), bucket) != Versioning.NEVER
        && versioning(ends.target(), bucket) != Versioning.NEVER;
  }

  /** How a bucket stands with versions. */
  public enum Versioning {
    /** It never kept any. */
    NEVER,
    /** It keeps them. */
    ENABLED,
    /** It keeps those that it has. */
    SUSPENDED
  }

  private static Versioning versioning(End end, String bucket) {
    try {
      return switch (end.ask(
              "GetBucketVersioning " + bucket,
              client -> client.getBucketVersioning(get -> get.bucket(bucket)))
          .statusAsString()) {
        case "Enabled" -> Versioning.ENABLED;
        case "Suspended" -> Versioning.SUSPENDED;
        case null, default -> Versioning.NEVER;
      };
    } catch (CallFailedException e) {
      if (e.fault().isNotKnown()) {
        return Versioning.NEVER;
      }
      throw e;
    }
  }

  /**
   * Has the target keep versions, or keep no more of them.
   *
   * @return what could not be carried
   */
  public Optional<Loss> keepVersions(String bucket, Versioning wanted) {
    try {
      if (wanted == Versioning.NEVER || versioning(ends.target(), bucket) == wanted) {
        return Optional.empty();
      }
      BucketVersioningStatus status =
          wanted == Versioning.ENABLED
              ? BucketVersioningStatus.ENABLED
              : BucketVersioningStatus.SUSPENDED;
      ends.target()
          .ask(
              "PutBucketVersioning " + bucket,
              client ->
                  client.putBucketVersioning(put ->
                      put.bucket(bucket).versioningConfiguration(each -> each.status(status))));
      return Optional.empty();
    } catch (CallFailedException e) {
      return Optional.of(new Loss("bucket versioning", bucket, e.reason()));
    }
  }

  /** Tells the target what has to be there before objects. */
  public List<Loss> before(String bucket) {
    return carry(Settings.before(bucket), bucket);
  }

  /** Tells the target the rest, and names what it cannot be told. */
  public List<Loss> after(String bucket) {
    List<Loss> losses = new ArrayList<>(carry(Settings.after(bucket), bucket));
    losses.addAll(carry(Settings.elsewhere(bucket), bucket));
    return losses;
  }

  /** Whether lists count for objects of the source at all. */
  public boolean hasAcls(String bucket) {
    try {
      return ends
          .source()
          .ask(
              "GetBucketOwnershipControls " + bucket,
              client -> client.getBucketOwnershipControls(get -> get.bucket(bucket)))
          .ownershipControls()
          .rules()
          .stream()
          .noneMatch(rule -> "BucketOwnerEnforced".equals(rule.objectOwnershipAsString()));
    } catch (CallFailedException e) {
      return true;
    }
  }

  private List<Loss> carry(List<Setting<?>> settings, String bucket) {
    return settings.stream()
        .flatMap(each -> each.carry(ends.source(), ends.target(), bucket, isDryRun).stream())
        .toList();
  }
}
