package io.bytebucket.admin.bucket;

import io.bytebucket.admin.error.AdminException;
import io.bytebucket.admin.json.Json;
import io.bytebucket.admin.route.AdminRequest;
import io.bytebucket.admin.route.StoreOperation;
import io.bytebucket.admin.value.AclDocument;
import io.bytebucket.core.access.Admission;
import io.bytebucket.core.access.Demand;
import io.bytebucket.core.access.Resource;
import io.bytebucket.core.acl.Acl;
import io.bytebucket.core.acl.ObjectOwnership;
import io.bytebucket.core.bucket.BucketName;
import io.bytebucket.core.bucket.Buckets;
import io.bytebucket.core.bucket.LocationConstraint;
import io.bytebucket.core.bucket.NewBucket;
import io.bytebucket.http.Response;
import java.util.List;
import java.util.Optional;

/** Makes a bucket, which is the administrator's own. A body is not looked at. */
public final class CreateBucket implements StoreOperation<CreateBucket.Input> {
  private static final String ACL = "x-amz-acl";
  private static final String OWNERSHIP = "x-amz-object-ownership";

  /** What the names of fields begin with that would be passed over in silence. */
  private static final List<String> UNHEEDED = List.of("x-amz-grant-", "x-amz-bucket-object-lock-");

  private final Buckets buckets;

  /** Among those buckets. */
  public CreateBucket(Buckets buckets) {
    this.buckets = buckets;
  }

  record Input(BucketName bucket, Optional<Acl> acl, Optional<ObjectOwnership> ownership)
      implements Demand {
    @Override
    public Resource resource() {
      return new Resource.OfBucket(bucket);
    }
  }

  private record Made(String location) {}

  @Override
  public Input decode(AdminRequest request) {
    request
        .http()
        .headers()
        .forEach((name, value) -> {
          if (UNHEEDED.stream().anyMatch(name::startsWith)) {
            throw new AdminException(
                501, "NotImplemented", "The header field " + name + " means nothing here.");
          }
        });
    return new Input(
        new BucketName(request.name("bucket")),
        request.header(ACL).map(AclDocument::named),
        request.header(OWNERSHIP).map(CreateBucket::ownership));
  }

  private static ObjectOwnership ownership(String text) {
    return ObjectOwnership.of(text)
        .orElseThrow(() -> AdminException.invalid("There is no such object ownership: " + text));
  }

  @Override
  public Response handle(AdminRequest request, Input input, Admission admission) {
    buckets.create(
        new NewBucket(
            input.bucket(),
            admission.actor(),
            LocationConstraint.NONE,
            input.acl(),
            input.ownership()));
    return Json.answer(200, new Made("/" + input.bucket().value()));
  }
}
