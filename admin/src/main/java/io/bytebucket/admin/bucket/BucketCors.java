package io.bytebucket.admin.bucket;

import io.bytebucket.admin.error.AdminException;
import io.bytebucket.admin.json.Json;
import io.bytebucket.admin.route.AdminRequest;
import io.bytebucket.admin.value.BucketDemand;
import io.bytebucket.admin.value.IfSet;
import io.bytebucket.core.access.Admission;
import io.bytebucket.core.bucket.BucketSettings;
import io.bytebucket.http.Response;
import java.io.IOException;

/** Which pages of other origins may use buckets at the port of S3; at this one none may. */
final class BucketCors {
  private final BucketSettings settings;

  BucketCors(BucketSettings settings) {
    this.settings = settings;
  }

  Response get(AdminRequest request, BucketDemand input, Admission admission) {
    return settings
        .cors(input.bucket())
        .map(cors -> Json.answer(200, CorsDocument.of(cors)))
        .orElseGet(() ->
            IfSet.unset(
                request,
                new AdminException(
                    404, "NoSuchCORSConfiguration", "The bucket has no rules for other origins.")));
  }

  /** Sets it, in place of what there is. */
  Response put(AdminRequest request, BucketDemand input, Admission admission) throws IOException {
    settings.putCors(input.bucket(), request.document(CorsDocument.class).configuration());
    return Json.empty();
  }

  Response delete(AdminRequest request, BucketDemand input, Admission admission) {
    settings.deleteCors(input.bucket());
    return Json.nothing();
  }
}
