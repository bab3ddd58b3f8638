package io.bytebucket.admin.bucket;

import io.bytebucket.admin.error.AdminException;
import io.bytebucket.admin.json.Json;
import io.bytebucket.admin.route.AdminRequest;
import io.bytebucket.admin.route.StoreOperation;
import io.bytebucket.admin.value.BucketDemand;
import io.bytebucket.admin.value.TagDocument;
import io.bytebucket.core.access.Admission;
import io.bytebucket.core.bucket.BucketSettings;
import io.bytebucket.core.failure.TagFault.Tagged;
import io.bytebucket.http.Response;
import java.io.IOException;
import java.util.Map;

/** The tags of buckets. */
public final class BucketTagging {
  private BucketTagging() {}

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

  /** Tells them. */
  public static final class Get extends OfBucket {
    /** Of those settings. */
    public Get(BucketSettings settings) {
      super(settings);
    }

    @Override
    public Response handle(AdminRequest request, BucketDemand input, Admission admission) {
      Map<String, String> tags = settings.tags(input.bucket());
      if (tags.isEmpty()) {
        throw new AdminException(404, "NoSuchTagSet", "The bucket has no tags.");
      }
      return Json.answer(200, TagDocument.of(tags));
    }
  }

  /** Sets them, in place of those there are. */
  public static final class Put extends OfBucket {
    /** Of those settings. */
    public Put(BucketSettings settings) {
      super(settings);
    }

    @Override
    public Response handle(AdminRequest request, BucketDemand input, Admission admission)
        throws IOException {
      settings.putTags(input.bucket(), request.document(TagDocument.class).tags(Tagged.BUCKET));
      return Json.empty();
    }
  }

  /** Removes them. */
  public static final class Delete extends OfBucket {
    /** Of those settings. */
    public Delete(BucketSettings settings) {
      super(settings);
    }

    @Override
    public Response handle(AdminRequest request, BucketDemand input, Admission admission) {
      settings.deleteTags(input.bucket());
      return Json.nothing();
    }
  }
}
