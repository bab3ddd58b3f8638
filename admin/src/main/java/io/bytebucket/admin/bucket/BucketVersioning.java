package io.bytebucket.admin.bucket;

import io.bytebucket.admin.error.AdminException;
import io.bytebucket.admin.json.Json;
import io.bytebucket.admin.route.AdminRequest;
import io.bytebucket.admin.value.BucketDemand;
import io.bytebucket.core.access.Admission;
import io.bytebucket.core.bucket.Buckets;
import io.bytebucket.core.bucket.Versioning;
import io.bytebucket.http.Response;
import java.io.IOException;
import java.util.Optional;

/** Whether buckets keep versions. */
final class BucketVersioning {
  private static final String ENABLED = "Enabled";
  private static final String SUSPENDED = "Suspended";

  private final Buckets buckets;

  BucketVersioning(Buckets buckets) {
    this.buckets = buckets;
  }

  /**
   * The document.
   *
   * @param status none of a bucket that never kept versions
   */
  private record Document(Optional<String> status) {}

  Response get(AdminRequest request, BucketDemand input, Admission admission) {
    Optional<String> status =
        switch (admission.bucket(input.bucket()).bucket().versioning()) {
          case UNVERSIONED -> Optional.empty();
          case ENABLED -> Optional.of(ENABLED);
          case SUSPENDED -> Optional.of(SUSPENDED);
        };
    return Json.answer(200, new Document(status));
  }

  Response put(AdminRequest request, BucketDemand input, Admission admission) throws IOException {
    buckets.setVersioning(
        input.bucket(),
        switch (request.document(Document.class).status().orElse("")) {
          case ENABLED -> Versioning.ENABLED;
          case SUSPENDED -> Versioning.SUSPENDED;
          default -> throw AdminException.invalid("The status is Enabled or Suspended.");
        });
    return Json.empty();
  }
}
