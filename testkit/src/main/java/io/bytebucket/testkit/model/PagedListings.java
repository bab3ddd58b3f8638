package io.bytebucket.testkit.model;

import static org.assertj.core.api.Assertions.assertThat;

import io.bytebucket.core.Store;
import io.bytebucket.core.bucket.BucketName;
import io.bytebucket.core.bucket.Buckets;
import io.bytebucket.core.listing.ListCursor;
import io.bytebucket.core.listing.ListPage;
import io.bytebucket.core.listing.ObjectLister;
import io.bytebucket.core.listing.VersionLister;
import io.bytebucket.core.object.ObjectRecord;
import io.bytebucket.core.object.VersionId;
import io.bytebucket.core.object.VersionSelector;
import io.bytebucket.core.upload.Upload;
import io.bytebucket.core.upload.UploadLister;
import io.bytebucket.core.upload.Uploads;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Reads listings to their end, as clients do: page by page, each from where the one before says
 * that it goes on. Holds every page to what pages promise: one that says that more follow is not
 * empty, and is not followed by an empty one.
 */
final class PagedListings {
  private final Store services;
  private final BucketName bucket;
  private final Optional<String> delimiter;
  private final List<String> lines = new ArrayList<>();
  private final List<Integer> pageSizes = new ArrayList<>();

  /** Listings of that bucket. */
  PagedListings(Store services, BucketName bucket, Optional<String> delimiter) {
    this.services = services;
    this.bucket = bucket;
    this.delimiter = delimiter;
  }

  /**
   * A listing that was read.
   *
   * @param lines all its lines
   * @param pageSizes how many of them each page had
   */
  record Whole(List<String> lines, List<Integer> pageSizes) {}

  private Whole end() {
    return new Whole(List.copyOf(lines), List.copyOf(pageSizes));
  }

  /** Takes a page; whether there is another. */
  private boolean page(List<String> page, boolean isTruncated, int limit) {
    assertThat(page).hasSizeLessThanOrEqualTo(limit);
    if (page.isEmpty()) {
      assertThat(lines).isEmpty();
      assertThat(isTruncated).isFalse();
    }
    lines.addAll(page);
    pageSizes.add(page.size());
    return isTruncated;
  }

  Whole objects(int limit) {
    Optional<ListCursor> after = Optional.empty();
    ListPage page;
    do {
      page = services.lister().list(new ObjectLister.Query(bucket, "", delimiter, after, limit));
      after = page.next();
    } while (page(
        page.items().stream().map(PagedListings::text).toList(), after.isPresent(), limit));
    return end();
  }

  private static String text(ListPage.Item item) {
    return switch (item) {
      case ListPage.Item.Listed(String key, ObjectRecord object) -> key;
      case ListPage.Item.CommonPrefix(String prefix) -> prefix + "*";
    };
  }

  Whole versions(int limit) {
    Optional<VersionLister.Marker> after = Optional.empty();
    VersionLister.Page page;
    do {
      page =
          services
              .versionLister()
              .list(new VersionLister.Query(bucket, "", delimiter, after, limit));
      after = page.items().reversed().stream().findFirst().map(PagedListings::marker);
    } while (page(
        page.items().stream().map(PagedListings::text).toList(), page.isTruncated(), limit));
    return end();
  }

  private static VersionLister.Marker marker(VersionLister.Item item) {
    return switch (item) {
      case VersionLister.Item.Listed(String key, ObjectRecord version, boolean _) ->
          new VersionLister.Marker(key, Optional.of(selector(version.version())));
      case VersionLister.Item.CommonPrefix(String prefix) ->
          new VersionLister.Marker(prefix, Optional.empty());
    };
  }

  private static VersionSelector selector(VersionId version) {
    return version.isNull()
        ? new VersionSelector.Null()
        : new VersionSelector.Exactly(version.sequence());
  }

  private static String text(VersionLister.Item item) {
    return switch (item) {
      case VersionLister.Item.Listed(String key, ObjectRecord version, boolean isLatest) ->
          key + " " + version.version().text() + (isLatest ? " latest" : "");
      case VersionLister.Item.CommonPrefix(String prefix) -> prefix + "*";
    };
  }

  Whole uploads(int limit) {
    Optional<UploadLister.Cursor> after = Optional.empty();
    UploadLister.Page page;
    do {
      page =
          services.uploadLister().list(new UploadLister.Query(bucket, "", delimiter, after, limit));
      after = page.items().reversed().stream().findFirst().map(UploadLister.Item::cursor);
    } while (page(
        page.items().stream().map(PagedListings::text).toList(), page.isTruncated(), limit));
    return end();
  }

  private static String text(UploadLister.Item item) {
    return switch (item) {
      case UploadLister.Item.Listed(Upload upload, var owner) ->
          upload.key() + " " + upload.id().text();
      case UploadLister.Item.CommonPrefix(String prefix) -> prefix + "*";
    };
  }

  Whole parts(Uploads.Handle upload, int limit) {
    int after = 0;
    UploadLister.PartPage page;
    do {
      page = services.uploadLister().parts(upload, after, limit);
      after = page.parts().isEmpty() ? after : page.parts().getLast().number();
    } while (page(
        page.parts().stream().map(part -> Integer.toString(part.number())).toList(),
        page.isTruncated(),
        limit));
    return end();
  }

  Whole buckets(int limit) {
    String after = "";
    Buckets.BucketPage page;
    do {
      page = services.buckets().list("", after, limit);
      after = page.buckets().isEmpty() ? after : page.buckets().getLast().name().value();
    } while (page(
        page.buckets().stream().map(found -> found.name().value()).toList(),
        page.truncated(),
        limit));
    return end();
  }
}
