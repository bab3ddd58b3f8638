package io.bytebucket.admin.bucket;

import io.bytebucket.admin.error.AdminException;
import io.bytebucket.admin.json.Json;
import io.bytebucket.admin.route.AdminRequest;
import io.bytebucket.admin.route.StoreOperation;
import io.bytebucket.admin.value.BucketDemand;
import io.bytebucket.core.access.Admission;
import io.bytebucket.core.bucket.Buckets;
import io.bytebucket.core.bucket.Versioning;
import io.bytebucket.http.Response;
import java.io.IOException;
import java.util.Optional;

/** Whether buckets keep versions. */
public final class BucketVersioning {
  private static final String ENABLED = "Enabled";
  private static final String SUSPENDED = "Suspended";

  private BucketVersioning() {}

  /**
   * The document.
   *
   * @param status none of a bucket that never kept versions
   */
  private record Document(Optional<String> status) {}

  /** Says it. */
  public static final class Get implements StoreOperation<BucketDemand> {
    @Override
    public BucketDemand decode(AdminRequest request) {
      return BucketDemand.of(request);
    }

    @Override
    public Response handle(AdminRequest request, BucketDemand input, Admission admission) {
      Optional<String> status =
          switch (admission.bucket(input.bucket()).bucket().versioning()) {
            case UNVERSIONED -> Optional.empty();
            case ENABLED -> Optional.of(ENABLED);
            case SUSPENDED -> Optional.of(SUSPENDED);
          };
      return Json.answer(200, new Document(status));
    }
  }

  /** Sets it. */
  public static final class Put implements StoreOperation<BucketDemand> {
    private final Buckets buckets;

    /** Of those buckets. */
    public Put(Buckets buckets) {
      this.buckets = buckets;
    }

    @Override
    public BucketDemand decode(AdminRequest request) {
      return BucketDemand.of(request);
    }

    @Override
    public Response handle(AdminRequest request, BucketDemand input, Admission admission)
        throws IOException {
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
}
