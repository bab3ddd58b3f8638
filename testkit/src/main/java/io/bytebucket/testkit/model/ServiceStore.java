package io.bytebucket.testkit.model;

import io.bytebucket.core.Store;
import io.bytebucket.core.acl.ObjectAccess;
import io.bytebucket.core.bucket.BucketName;
import io.bytebucket.core.bucket.Buckets;
import io.bytebucket.core.bucket.LocationConstraint;
import io.bytebucket.core.bucket.Versioning;
import io.bytebucket.core.checksum.ChecksumAlgorithm;
import io.bytebucket.core.checksum.DigestClaims;
import io.bytebucket.core.failure.StoreException;
import io.bytebucket.core.layout.LocatedPart;
import io.bytebucket.core.layout.PartIndex;
import io.bytebucket.core.layout.PartPage;
import io.bytebucket.core.listing.ListCursor;
import io.bytebucket.core.listing.ListPage;
import io.bytebucket.core.listing.ObjectLister;
import io.bytebucket.core.listing.VersionLister;
import io.bytebucket.core.object.HeldObject;
import io.bytebucket.core.object.ObjectAttributes;
import io.bytebucket.core.object.ObjectCopier;
import io.bytebucket.core.object.ObjectKey;
import io.bytebucket.core.object.ObjectReader;
import io.bytebucket.core.object.ObjectReader.Outcome;
import io.bytebucket.core.object.ObjectReader.Source;
import io.bytebucket.core.object.ObjectRecord;
import io.bytebucket.core.object.ObjectRemover;
import io.bytebucket.core.object.ObjectWriter;
import io.bytebucket.core.object.ReadConditions;
import io.bytebucket.core.object.VersionId;
import io.bytebucket.core.object.WriteCondition;
import io.bytebucket.core.upload.UploadId;
import io.bytebucket.core.user.UserId;
import io.bytebucket.core.value.Tags;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** The services of core, with their answers as texts. */
final class ServiceStore implements ObservedStore {
  private static final String ZERO_MD5 = "AAAAAAAAAAAAAAAAAAAAAA==";
  private static final String ZERO_CRC32C = "AAAAAA==";

  private static final UserId OWNER = new UserId("AKOWNER");

  private static final int PAGES_MAX = 100_000;

  private final Store services;
  private final ServiceUploads uploads;
  private final ServiceSettings settings;

  /**
   * A store over these services.
   *
   * @param begun the uploads of earlier runs, in their order; new ones are added
   */
  ServiceStore(Store services, List<UploadId> begun) {
    this.services = services;
    this.uploads = new ServiceUploads(services, begun);
    this.settings = new ServiceSettings(services);
  }

  @Override
  public ObservedSettings settings() {
    return settings;
  }

  @Override
  public ObservedUploads uploads() {
    return uploads;
  }

  @Override
  public String setVersioning(BucketName bucket, Versioning versioning) {
    return answer(() -> {
      services.buckets().setVersioning(bucket, versioning);
      return "set";
    });
  }

  @Override
  public String createBucket(BucketName name, String owner) {
    return answer(() -> {
      services.buckets().create(name, new UserId(owner), LocationConstraint.NONE);
      return "created";
    });
  }

  @Override
  public String deleteBucket(BucketName name) {
    return answer(() -> {
      services.buckets().delete(name);
      return "deleted";
    });
  }

  @Override
  public String listBuckets(String prefix, String after, int limit) {
    Buckets.BucketPage page = services.buckets().list(prefix, after, limit);
    return page.buckets().stream().map(bucket -> bucket.name().value()).toList()
        + " more "
        + page.truncated();
  }

  @Override
  public String purge(BucketName bucket) {
    return answer(() -> {
      int count = 0;
      VersionLister.Page page;
      do {
        page =
            services
                .versionLister()
                .list(
                    new VersionLister.Query(
                        bucket, "", Optional.empty(), Optional.empty(), ObjectRemover.BATCH_LIMIT));
        List<ObjectRemover.Target> targets = new ArrayList<>();
        for (VersionLister.Item item : page.items()) {
          if (item instanceof VersionLister.Item.Listed(String key, ObjectRecord version, var _)) {
            targets.add(
                new ObjectRemover.Target(
                    new ObjectKey(key),
                    VersionId.parse(version.version().text()).orElseThrow(),
                    new WriteCondition.None()));
          }
        }
        services.remover().deleteAll(bucket, targets, OWNER, ObjectRemover.Guard.NONE);
        count += targets.size();
      } while (page.isTruncated());
      return "purged " + count + " " + uploads.abortAll(bucket);
    });
  }

  @Override
  public String put(PutInput input) {
    byte[] sent =
        input.fault() == Fault.CUT_SHORT
            ? Arrays.copyOf(input.body(), input.body().length - 1)
            : input.body();
    DigestClaims claims =
        switch (input.fault()) {
          case NONE, CUT_SHORT ->
              new DigestClaims(Optional.empty(), input.algorithm(), Optional::empty);
          case OTHER_MD5 ->
              new DigestClaims(Optional.of(ZERO_MD5), ChecksumAlgorithm.SHA1, Optional::empty);
          case OTHER_CHECKSUM ->
              new DigestClaims(
                  Optional.empty(), ChecksumAlgorithm.CRC32C, () -> Optional.of(ZERO_CRC32C));
        };
    String answer =
        answer(() ->
            text(
                put(
                    new ObjectWriter.Put(
                        input.bucket(),
                        input.key(),
                        input.lengthKnown() ? input.body().length : -1,
                        input.attributes(),
                        OWNER,
                        input.condition(),
                        claims),
                    sent)));
    // Which of two refusals comes first is not part of the model.
    return input.fault() != Fault.NONE && answer.startsWith("failure") ? "refused" : answer;
  }

  private ObjectRecord put(ObjectWriter.Put put, byte[] body) {
    try {
      return services.writer().put(put, new ByteArrayInputStream(body)).record();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public String get(Source source, long offset, long length) {
    return answer(() -> {
      ObjectReader.Opened<Stretch> opened =
          services
              .reader()
              .open(source, (object, _) -> Stretch.of(object.record().sizeBytes(), offset, length));
      try (ObjectReader.Content content = opened.content()) {
        Stretch range = opened.choice();
        return text(content.object())
            + " bytes "
            + hex(content, range.first(), range.lengthBytes());
      }
    });
  }

  /** As much of a range as there is in the object. */
  private record Stretch(long first, long lengthBytes) implements ObjectReader.ByteRange {
    static Stretch of(long sizeBytes, long offset, long length) {
      long from = Math.min(offset, sizeBytes);
      return new Stretch(from, Math.min(offset + length, sizeBytes) - from);
    }
  }

  private static String hex(ObjectReader.Content content, long offset, long length) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try {
      content.transfer(
          offset,
          length,
          piece -> {
            byte[] bytes = new byte[piece.remaining()];
            piece.get(bytes);
            out.writeBytes(bytes);
          });
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return HexFormat.of().formatHex(out.toByteArray());
  }

  @Override
  public String head(Source source, ReadConditions conditions) {
    return answer(() ->
        switch (services.reader().head(source, conditions, (_, parts) -> text(parts))) {
          case Outcome.NotModified<ObjectReader.Chosen<String>> notModified -> "not modified";
          case Outcome.Found<ObjectReader.Chosen<String>>(
                  ObjectReader.Chosen<String>(HeldObject object, String parts)) ->
              text(object.record()) + parts;
        });
  }

  /** All parts, in pages of a few, each looked up where it is. */
  private static String text(PartIndex parts) {
    List<LocatedPart> located = new ArrayList<>();
    PartPage page = parts.page(0, 2);
    page.parts().forEach(part -> located.add(parts.part(part.number()).orElseThrow()));
    while (page.isTruncated()) {
      page = parts.page(page.parts().getLast().number(), 3);
      page.parts().forEach(part -> located.add(parts.part(part.number()).orElseThrow()));
    }
    return ObservedStore.parts(located);
  }

  @Override
  public String copy(CopyInput input) {
    return answer(() ->
        text(
            services
                .copier()
                .copy(
                    new ObjectCopier.Copy(
                        input.source(),
                        input.conditions(),
                        input.bucket(),
                        input.key(),
                        input.attributes(),
                        input.tags(),
                        ObjectCopier.TagGuard.NONE,
                        Optional.of(input.storageClass())
                            .filter(named -> !named.equals(ObjectAttributes.STANDARD)),
                        ObjectAccess.UNSAID,
                        input.checksum(),
                        OWNER,
                        input.condition()))
                .object()
                .record()));
  }

  @Override
  public String rename(RenameInput input) {
    return answer(() ->
        text(
            services
                .copier()
                .rename(
                    new ObjectCopier.Rename(
                        ObjectReader.Source.current(input.bucket(), input.from()),
                        input.conditions(),
                        input.to(),
                        input.condition(),
                        OWNER))
                .record()));
  }

  @Override
  public String tag(Source source, Map<String, String> tags) {
    return answer(() -> text(services.tagger().set(source, Tags.ofObject(tags), OWNER).record()));
  }

  @Override
  public String delete(BucketName bucket, ObjectRemover.Target target) {
    return answer(() -> services.remover().delete(bucket, target, OWNER).toString());
  }

  @Override
  public String deleteAll(BucketName bucket, List<ObjectRemover.Target> targets) {
    return answer(() ->
        services.remover().deleteAll(bucket, targets, OWNER, ObjectRemover.Guard.NONE).toString());
  }

  @Override
  public PageAnswer list(
      BucketName bucket,
      String prefix,
      Optional<String> delimiter,
      Optional<ListCursor> after,
      int limit) {
    // A token takes the way of the cursor, as it does through a client.
    Optional<ListCursor> cursor = after.map(ListCursor::toToken).map(ListCursor::fromToken);
    try {
      ListPage page =
          services.lister().list(new ObjectLister.Query(bucket, prefix, delimiter, cursor, limit));
      return new PageAnswer(
          page.items().stream().map(ServiceStore::line).toList().toString(), page.next());
    } catch (StoreException e) {
      return new PageAnswer(ObservedStore.failure(e.failure()), Optional.empty());
    }
  }

  private static String line(ListPage.Item item) {
    return switch (item) {
      case ListPage.Item.Listed(String key, ObjectRecord object) -> key + " " + text(object);
      case ListPage.Item.CommonPrefix(String prefix) -> prefix + " prefix";
    };
  }

  @Override
  public String listVersions(
      BucketName bucket,
      String prefix,
      Optional<String> delimiter,
      Optional<VersionLister.Marker> from,
      int limit) {
    return answer(() -> {
      List<String> lines = new ArrayList<>();
      Optional<VersionLister.Marker> after = from;
      for (int pages = 0; pages < PAGES_MAX; pages++) {
        VersionLister.Page page =
            services
                .versionLister()
                .list(new VersionLister.Query(bucket, prefix, delimiter, after, limit));
        page.items().forEach(item -> lines.add(line(item)));
        if (!page.isTruncated()) {
          return lines.toString();
        }
        if (page.items().isEmpty() || page.items().size() > limit) {
          return "a page of " + page.items().size();
        }
        after = Optional.of(marker(page.items().getLast()));
      }
      return "pages without end";
    });
  }

  private static String line(VersionLister.Item item) {
    return switch (item) {
      case VersionLister.Item.Listed(String key, ObjectRecord version, boolean isLatest) ->
          ObservedStore.version(
              key, version.isDeleteMarker(), isLatest, version.etag(), version.version());
      case VersionLister.Item.CommonPrefix(String prefix) -> prefix + " prefix";
    };
  }

  private static VersionLister.Marker marker(VersionLister.Item item) {
    return switch (item) {
      case VersionLister.Item.Listed(String key, ObjectRecord version, boolean isLatest) ->
          new VersionLister.Marker(key, VersionId.parse(version.version().text()));
      case VersionLister.Item.CommonPrefix(String prefix) ->
          new VersionLister.Marker(prefix, Optional.empty());
    };
  }

  private static String text(ObjectRecord object) {
    return ObservedStore.object(
        object.etag(),
        object.version(),
        object.sizeBytes(),
        object.lastModified(),
        object.attributes(),
        object.checksum(),
        object.partCount());
  }

  static String answer(Supplier<String> operation) {
    try {
      return operation.get();
    } catch (StoreException e) {
      return ObservedStore.failure(e.failure());
    }
  }
}
