package io.bytebucket.admin.bucket;

import io.bytebucket.admin.error.AdminException;
import io.bytebucket.admin.json.Json;
import io.bytebucket.admin.route.AdminRequest;
import io.bytebucket.admin.value.BucketDemand;
import io.bytebucket.admin.value.IfSet;
import io.bytebucket.admin.value.TagDocument;
import io.bytebucket.core.access.Admission;
import io.bytebucket.core.bucket.BucketSettings;
import io.bytebucket.core.failure.TagFault.Tagged;
import io.bytebucket.http.Response;
import java.io.IOException;
import java.util.Map;

/** The tags of buckets. */
final class BucketTagging {
  private final BucketSettings settings;

  BucketTagging(BucketSettings settings) {
    this.settings = settings;
  }

  Response get(AdminRequest request, BucketDemand input, Admission admission) {
    Map<String, String> tags = settings.tags(input.bucket());
    if (tags.isEmpty()) {
      return IfSet.unset(
          request, new AdminException(404, "NoSuchTagSet", "The bucket has no tags."));
    }
    return Json.answer(200, TagDocument.of(tags));
  }

  /** Sets them, in place of those there are. */
  Response put(AdminRequest request, BucketDemand input, Admission admission) throws IOException {
    settings.putTags(input.bucket(), request.document(TagDocument.class).tags(Tagged.BUCKET));
    return Json.empty();
  }

  Response delete(AdminRequest request, BucketDemand input, Admission admission) {
    settings.deleteTags(input.bucket());
    return Json.nothing();
  }
}
