package io.bytebucket.testkit.model;

import io.bytebucket.core.Store;
import io.bytebucket.core.bucket.BucketName;
import io.bytebucket.core.checksum.ChecksumAlgorithm;
import io.bytebucket.core.checksum.DigestClaims;
import io.bytebucket.core.object.ObjectAttributes;
import io.bytebucket.core.object.ObjectKey;
import io.bytebucket.core.object.ObjectReader;
import io.bytebucket.core.object.ReadConditions;
import io.bytebucket.core.upload.PartCopier;
import io.bytebucket.core.upload.PartWriter;
import io.bytebucket.core.upload.Upload;
import io.bytebucket.core.upload.UploadCompleter;
import io.bytebucket.core.upload.UploadId;
import io.bytebucket.core.upload.UploadLister;
import io.bytebucket.core.upload.UploadedPart;
import io.bytebucket.core.upload.Uploads;
import io.bytebucket.core.user.UserId;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** The uploads of core, with their answers as texts, in which an upload has its number. */
final class ServiceUploads implements ObservedUploads {
  private static final UserId OWNER = new UserId("AKOWNER");
  private static final int PAGES_MAX = 100_000;

  private final Store services;
  private final List<UploadId> begun;

  ServiceUploads(Store services, List<UploadId> begun) {
    this.services = services;
    this.begun = begun;
  }

  @Override
  public String create(
      BucketName bucket, ObjectKey key, ObjectAttributes attributes, Upload.ChecksumPlan checksum) {
    return ServiceStore.answer(() -> {
      Upload upload = services.uploads().create(bucket, key, attributes, checksum, OWNER);
      begun.add(upload.id());
      return "upload " + (begun.size() - 1);
    });
  }

  private Uploads.Handle handle(Handle upload) {
    return new Uploads.Handle(upload.bucket(), upload.key(), begun.get(upload.number()));
  }

  /** Ids have their numbers in answers. */
  private String answer(Handle upload, Supplier<String> operation) {
    return ServiceStore.answer(operation)
        .replace(begun.get(upload.number()).text(), ReferenceUploads.id(upload.number()));
  }

  @Override
  public String putPart(
      Handle upload, int number, byte[] body, Optional<ChecksumAlgorithm> claimed) {
    return answer(
        upload,
        () -> {
          try {
            return text(
                services
                    .partWriter()
                    .put(
                        new PartWriter.Put(
                            handle(upload),
                            number,
                            body.length,
                            claimed
                                .map(algorithm ->
                                    new DigestClaims(Optional.empty(), algorithm, Optional::empty))
                                .orElse(DigestClaims.NONE),
                            claimed),
                        new ByteArrayInputStream(body))
                    .part());
          } catch (IOException e) {
            throw new UncheckedIOException(e);
          }
        });
  }

  @Override
  public String copyPart(
      Handle upload,
      int number,
      ObjectReader.Source source,
      ReadConditions conditions,
      Optional<PartCopier.Range> range) {
    return answer(
        upload,
        () ->
            text(
                services
                    .partCopier()
                    .copy(new PartCopier.Copy(handle(upload), number, source, conditions, range))
                    .part()));
  }

  private static String text(UploadedPart part) {
    return ObservedUploads.part(
        part.number(), part.etag().value(), part.sizeBytes(), part.checksum(), part.lastModified());
  }

  @Override
  public String complete(CompleteInput input) {
    return answer(
        input.upload(),
        () -> {
          UploadCompleter.Completed done =
              services
                  .completer()
                  .complete(
                      new UploadCompleter.Completion(
                          handle(input.upload()),
                          input.parts().stream()
                              .map(part ->
                                  new UploadCompleter.Listed(
                                      part.number(), part.etag(), part.checksum()))
                              .toList(),
                          input.sizeBytes(),
                          input.checksum(),
                          input.type(),
                          input.condition(),
                          OWNER));
          return ObservedUploads.completed(done.etag(), done.version(), done.checksum());
        });
  }

  @Override
  public String abort(Handle upload, Optional<Instant> begunAt) {
    return answer(
        upload,
        () -> {
          begunAt.ifPresentOrElse(
              time -> services.uploads().abortIfBegun(time, handle(upload)),
              () -> services.uploads().abort(handle(upload)));
          return "aborted";
        });
  }

  @Override
  public String listParts(Handle upload, int from, int limit) {
    return answer(
        upload,
        () -> {
          List<String> lines = new ArrayList<>();
          int after = from;
          for (int pages = 0; pages < PAGES_MAX; pages++) {
            UploadLister.PartPage page =
                services.uploadLister().parts(handle(upload), after, limit);
            page.parts().forEach(part -> lines.add(text(part)));
            if (!page.isTruncated()) {
              return lines.toString();
            }
            if (page.parts().isEmpty() || page.parts().size() > limit) {
              return "a page of " + page.parts().size();
            }
            after = page.parts().getLast().number();
          }
          return "pages without end";
        });
  }

  @Override
  public String list(
      BucketName bucket,
      String prefix,
      Optional<String> delimiter,
      Optional<Start> from,
      int limit) {
    return ServiceStore.answer(() -> {
      List<String> lines = new ArrayList<>();
      Optional<UploadLister.Cursor> after = from.map(this::cursor);
      for (int pages = 0; pages < PAGES_MAX; pages++) {
        UploadLister.Page page =
            services
                .uploadLister()
                .list(new UploadLister.Query(bucket, prefix, delimiter, after, limit));
        page.items().forEach(item -> lines.add(line(item)));
        if (!page.isTruncated()) {
          return lines.toString();
        }
        if (page.items().isEmpty() || page.items().size() > limit) {
          return "a page of " + page.items().size();
        }
        after = Optional.of(page.items().getLast().cursor());
      }
      return "pages without end";
    });
  }

  private UploadLister.Cursor cursor(Start start) {
    if (start.isPrefix()) {
      return new UploadLister.Cursor.AfterPrefix(start.key());
    }
    return start
        .number()
        .<UploadLister.Cursor>map(
            number -> new UploadLister.Cursor.AfterUpload(start.key(), begun.get(number)))
        .orElseGet(() -> new UploadLister.Cursor.AfterKey(start.key()));
  }

  /** Aborts the uploads into a bucket; how many. */
  int abortAll(BucketName bucket) {
    int count = 0;
    UploadLister.Page page;
    do {
      page =
          services
              .uploadLister()
              .list(
                  new UploadLister.Query(
                      bucket, "", Optional.empty(), Optional.empty(), UploadLister.PAGE_LIMIT));
      for (UploadLister.Item item : page.items()) {
        if (item instanceof UploadLister.Item.Listed(Upload upload, var owner)) {
          services.uploads().abort(new Uploads.Handle(bucket, upload.key(), upload.id()));
          count++;
        }
      }
    } while (page.isTruncated());
    return count;
  }

  private String line(UploadLister.Item item) {
    return switch (item) {
      case UploadLister.Item.Listed(Upload upload, var owner) ->
          upload.key().value()
              + " "
              + ReferenceUploads.id(begun.lastIndexOf(upload.id()))
              + " "
              + upload.initiatedAt();
      case UploadLister.Item.CommonPrefix(String prefix) -> prefix + " prefix";
    };
  }

  @Override
  public String expire() {
    return ServiceStore.answer(() -> {
      // Those of buckets that are gone are no longer there to expire.
      while (services.upkeep().endedUploads().free() > 0) {
        // A round goes only so far.
      }
      return "expired " + services.upkeep().expiry().run();
    });
  }
}
