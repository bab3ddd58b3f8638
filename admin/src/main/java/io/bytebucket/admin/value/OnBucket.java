package io.bytebucket.admin.value;

import io.bytebucket.admin.route.AdminRequest;
import io.bytebucket.admin.route.StoreOperation;
import io.bytebucket.core.access.Admission;
import io.bytebucket.http.Response;
import java.io.IOException;

/** An operation on a bucket of which nothing but the bucket is known before its body is read. */
public final class OnBucket implements StoreOperation<BucketDemand> {
  private final Work work;

  /** What it does. */
  @FunctionalInterface
  public interface Work {
    /** Does what was asked, and encodes the answer. */
    Response handle(AdminRequest request, BucketDemand input, Admission admission)
        throws IOException;
  }

  /** The operation that does that. */
  public OnBucket(Work work) {
    this.work = work;
  }

  @Override
  public BucketDemand decode(AdminRequest request) {
    return BucketDemand.of(request);
  }

  @Override
  public Response handle(AdminRequest request, BucketDemand input, Admission admission)
      throws IOException {
    return work.handle(request, input, admission);
  }
}
