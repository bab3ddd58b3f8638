package io.bytebucket.admin.bucket;

import io.bytebucket.admin.error.AdminException;
import io.bytebucket.admin.json.Json;
import io.bytebucket.admin.route.AdminRequest;
import io.bytebucket.admin.route.StoreOperation;
import io.bytebucket.admin.value.BucketDemand;
import io.bytebucket.core.access.Admission;
import io.bytebucket.core.bucket.BucketSettings;
import io.bytebucket.http.Response;
import java.io.IOException;

/** Which pages of other origins may use buckets at the port of S3; at this one none may. */
public final class BucketCors {
  private BucketCors() {}

  abstract static sealed class OfBucket implements StoreOperation<BucketDemand> {
    final BucketSettings settings;

    OfBucket(BucketSettings settings) {
      this.settings = settings;
    }

    @Override
    public final BucketDemand decode(AdminRequest request) {
      return BucketDemand.of(request);
    }
  }

  /** Tells it. */
  public static final class Get extends OfBucket {
    /** Of those settings. */
    public Get(BucketSettings settings) {
      super(settings);
    }

    @Override
    public Response handle(AdminRequest request, BucketDemand input, Admission admission) {
      return Json.answer(
          200,
          settings
              .cors(input.bucket())
              .map(CorsDocument::of)
              .orElseThrow(() ->
                  new AdminException(
                      404,
                      "NoSuchCORSConfiguration",
                      "The bucket has no rules for other origins.")));
    }
  }

  /** Sets it, in place of what there is. */
  public static final class Put extends OfBucket {
    /** Of those settings. */
    public Put(BucketSettings settings) {
      super(settings);
    }

    @Override
    public Response handle(AdminRequest request, BucketDemand input, Admission admission)
        throws IOException {
      settings.putCors(input.bucket(), request.document(CorsDocument.class).configuration());
      return Json.empty();
    }
  }

  /** Removes it. */
  public static final class Delete extends OfBucket {
    /** Of those settings. */
    public Delete(BucketSettings settings) {
      super(settings);
    }

    @Override
    public Response handle(AdminRequest request, BucketDemand input, Admission admission) {
      settings.deleteCors(input.bucket());
      return Json.nothing();
    }
  }
}
