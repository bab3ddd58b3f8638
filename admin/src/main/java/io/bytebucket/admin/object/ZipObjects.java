package io.bytebucket.admin.object;

import io.bytebucket.admin.error.AdminException;
import io.bytebucket.admin.route.AdminRequest;
import io.bytebucket.admin.route.StoreOperation;
import io.bytebucket.admin.value.BucketDemand;
import io.bytebucket.core.access.Admission;
import io.bytebucket.core.bucket.BucketName;
import io.bytebucket.core.failure.Failure;
import io.bytebucket.core.failure.StoreException;
import io.bytebucket.core.listing.ObjectLister;
import io.bytebucket.core.object.ObjectReader;
import io.bytebucket.http.Headers;
import io.bytebucket.http.MemoryBudget;
import io.bytebucket.http.Query;
import io.bytebucket.http.Response;
import io.bytebucket.http.ResponseBody;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Sends many objects as one archive, made while it is sent. Whether the caller may list a prefix,
 * and read an object, is asked for each. What could not be sent is told in a last entry of the
 * archive, because its status is gone by then.
 */
public final class ZipObjects implements StoreOperation<BucketDemand> {
  /** How long a document of keys may be. */
  static final int LIMIT_BYTES = 768 << 10;

  /** What an archive takes from its first byte to its last, beside the heap above all. */
  private static final int ARCHIVE_BYTES = 320 << 10;

  private static final int RETRY_AFTER_SECONDS = 1;
  private static final String PREFIX = "prefix";
  private static final String KEY = "key";

  private final ObjectLister lister;
  private final ObjectReader reader;
  private final MemoryBudget archives;
  private final boolean isListed;

  /**
   * Of those objects.
   *
   * @param archives what all archives may take of the memory of documents
   * @param isListed whether a document lists what is wanted; else the query does
   */
  public ZipObjects(
      ObjectLister lister, ObjectReader reader, MemoryBudget archives, boolean isListed) {
    this.lister = lister;
    this.reader = reader;
    this.archives = archives;
    this.isListed = isListed;
  }

  /** What is wanted: objects by their keys, and all that starts with a prefix. */
  record Wanted(Optional<List<String>> keys, Optional<List<String>> prefixes) {}

  @Override
  public BucketDemand decode(AdminRequest request) {
    return BucketDemand.of(request);
  }

  @Override
  public Response handle(AdminRequest request, BucketDemand input, Admission admission)
      throws IOException {
    Wanted wanted = isListed ? request.document(Wanted.class) : asked(request);
    List<String> keys = wanted.keys().orElse(List.of());
    List<String> prefixes = wanted.prefixes().orElse(List.of());
    return answer(input.bucket(), source(request, input.bucket(), keys, prefixes, admission));
  }

  /** The archive of those. */
  ResponseBody.Source source(
      AdminRequest request,
      BucketName bucket,
      List<String> keys,
      List<String> prefixes,
      Admission admission) {
    if (keys.isEmpty() && prefixes.isEmpty()) {
      throw AdminException.invalid("There is nothing to send: name keys or prefixes.");
    }
    prefixes.forEach(admission::requireListing);
    request.memory().alsoOf(archives);
    if (!request.memory().tryGrow(ARCHIVE_BYTES)) {
      throw new StoreException(new Failure.Busy(RETRY_AFTER_SECONDS));
    }
    return new ZipSource(
        new ZipSource.Objects(lister, reader, bucket, admission), keys, prefixes, request.memory());
  }

  /** Sends an archive of that bucket. */
  static Response answer(BucketName bucket, ResponseBody.Source source) {
    return new Response(
        200,
        Headers.builder()
            .add("content-type", "application/zip")
            .add("content-disposition", "attachment; filename=\"" + bucket.value() + ".zip\"")
            .build(),
        new ResponseBody.Stream(ResponseBody.Stream.UNKNOWN_LENGTH, source));
  }

  private static Wanted asked(AdminRequest request) {
    return new Wanted(Optional.of(all(request, KEY)), Optional.of(all(request, PREFIX)));
  }

  private static List<String> all(AdminRequest request, String name) {
    List<String> values = new ArrayList<>();
    for (Query.Parameter parameter : request.query().parameters()) {
      if (parameter.name().equals(name)) {
        values.add(parameter.value());
      }
    }
    return values;
  }
}
