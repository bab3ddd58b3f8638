package io.bytebucket.transfer.s3.listing;

import io.bytebucket.transfer.s3.client.BrokenBodyException;
import io.bytebucket.transfer.s3.client.End;
import io.bytebucket.transfer.s3.client.VersionOrder;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.DeleteMarkerEntry;
import software.amazon.awssdk.services.s3.model.ListObjectVersionsResponse;
import software.amazon.awssdk.services.s3.model.ObjectVersion;

/** The versions of the objects of a bucket, delete markers among them. */
final class VersionPages implements Listing.Pages {
  private final End end;
  private final String bucket;
  private final @Nullable String prefix;
  private final @Nullable Integer most;
  private @Nullable String keyMarker;
  private @Nullable String idMarker;
  private boolean isDone;

  VersionPages(End end, String bucket, Optional<String> after) {
    this(end, bucket, after, null, null);
  }

  private VersionPages(
      End end,
      String bucket,
      Optional<String> after,
      @Nullable String prefix,
      @Nullable Integer most) {
    this.end = end;
    this.bucket = bucket;
    this.keyMarker = after.orElse(null);
    this.prefix = prefix;
    this.most = most;
  }

  /** One page with one version: the newest of a key comes before all that begin with it. */
  static Listing.Pages newest(End end, String bucket, String key) {
    VersionPages pages = new VersionPages(end, bucket, Optional.empty(), key, 1);
    return () -> {
      Optional<List<Listing.Found>> page = pages.next();
      pages.isDone = true;
      return page;
    };
  }

  /** A page, in the order in which it came. */
  private record Page(ListObjectVersionsResponse answer, List<Listing.Found> found) {}

  @Override
  public Optional<List<Listing.Found>> next() {
    if (isDone) {
      return Optional.empty();
    }
    Page page = end.ask("ListObjectVersions " + bucket, this::page);
    isDone = !Boolean.TRUE.equals(page.answer().isTruncated());
    if (!isDone && most == null) {
      Markers.requireFurther(
          end.name() + ": " + bucket,
          Markers.of(keyMarker, idMarker),
          Markers.of(page.answer().nextKeyMarker(), page.answer().nextVersionIdMarker()));
    }
    keyMarker = page.answer().nextKeyMarker();
    idMarker = page.answer().nextVersionIdMarker();
    return Optional.of(page.found());
  }

  private Page page(S3Client client) {
    VersionOrder order = new VersionOrder();
    ListObjectVersionsResponse answer =
        client.listObjectVersions(request ->
            request
                .bucket(bucket)
                .prefix(prefix)
                .maxKeys(most)
                .keyMarker(keyMarker)
                .versionIdMarker(idMarker)
                .overrideConfiguration(order::watch));
    return new Page(answer, inOrder(answer, order.markers()));
  }

  /** The client has versions in one list and delete markers in another. */
  private static List<Listing.Found> inOrder(
      ListObjectVersionsResponse answer, List<Boolean> markers) {
    Iterator<ObjectVersion> versions = answer.versions().iterator();
    Iterator<DeleteMarkerEntry> deletions = answer.deleteMarkers().iterator();
    if (markers.size() != answer.versions().size() + answer.deleteMarkers().size()) {
      throw new BrokenBodyException("A page of versions was read in two ways");
    }
    List<Listing.Found> found = new ArrayList<>();
    for (boolean isMarker : markers) {
      found.add(isMarker ? found(deletions.next()) : found(versions.next()));
    }
    return found;
  }

  private static Listing.Found found(ObjectVersion each) {
    return Listing.Found.of(
        each.key(),
        each.versionId(),
        Optional.ofNullable(each.size()),
        each.eTag(),
        each.lastModified());
  }

  private static Listing.Found found(DeleteMarkerEntry each) {
    return Listing.Found.ofMarker(each.key(), each.versionId(), each.lastModified());
  }
}
