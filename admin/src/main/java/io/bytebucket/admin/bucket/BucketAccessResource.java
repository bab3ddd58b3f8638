package io.bytebucket.admin.bucket;

import io.bytebucket.admin.error.AdminException;
import io.bytebucket.admin.json.Json;
import io.bytebucket.admin.route.AdminRequest;
import io.bytebucket.admin.value.AclDocument;
import io.bytebucket.admin.value.BucketDemand;
import io.bytebucket.admin.value.IfSet;
import io.bytebucket.core.access.Admission;
import io.bytebucket.core.acl.BucketAccess;
import io.bytebucket.core.acl.ObjectOwnership;
import io.bytebucket.core.acl.OwnershipControls;
import io.bytebucket.core.acl.PublicAccessBlock;
import io.bytebucket.core.bucket.BucketAcls;
import io.bytebucket.http.Response;
import java.io.IOException;
import java.util.Optional;

/**
 * What buckets say about access beside their policies: their access control lists, who owns the
 * objects in them, and which public access they refuse.
 */
final class BucketAccessResource {
  private final BucketAcls acls;

  BucketAccessResource(BucketAcls acls) {
    this.acls = acls;
  }

  Response getAcl(AdminRequest request, BucketDemand input, Admission admission) {
    BucketAccess access = acls.access(input.bucket());
    return Json.answer(200, AclDocument.of(access.owner(), access.grants()));
  }

  /** Sets it, in place of what there is. */
  Response putAcl(AdminRequest request, BucketDemand input, Admission admission)
      throws IOException {
    acls.putAcl(input.bucket(), request.document(AclDocument.Sent.class).change());
    return Json.empty();
  }

  /** What is said about the ownership of objects, by S3's names. */
  private record Ownership(String objectOwnership) {
    OwnershipControls controls() {
      return new OwnershipControls(
          Optional.of(
              ObjectOwnership.of(objectOwnership)
                  .orElseThrow(() ->
                      AdminException.invalid(
                          "The ownership is BucketOwnerEnforced, BucketOwnerPreferred or"
                              + " ObjectWriter."))));
    }
  }

  Response getOwnership(AdminRequest request, BucketDemand input, Admission admission) {
    return acls.ownership(input.bucket())
        .said()
        .map(said -> Json.answer(200, new Ownership(said.text())))
        .orElseGet(() ->
            IfSet.unset(
                request,
                new AdminException(
                    404,
                    "OwnershipControlsNotFoundError",
                    "Nothing is said about who owns objects in the bucket.")));
  }

  /** Sets it, in place of what there is. */
  Response putOwnership(AdminRequest request, BucketDemand input, Admission admission)
      throws IOException {
    acls.putOwnership(input.bucket(), request.document(Ownership.class).controls());
    return Json.empty();
  }

  Response deleteOwnership(AdminRequest request, BucketDemand input, Admission admission) {
    acls.putOwnership(input.bucket(), OwnershipControls.DELETED);
    return Json.nothing();
  }

  /** Which public access is refused, by S3's names; what is left out is not. */
  private record Block(
      Optional<Boolean> blockPublicAcls,
      Optional<Boolean> ignorePublicAcls,
      Optional<Boolean> blockPublicPolicy,
      Optional<Boolean> restrictPublicBuckets) {
    static Block of(PublicAccessBlock block) {
      return new Block(
          Optional.of(block.blocksAcls()),
          Optional.of(block.ignoresAcls()),
          Optional.of(block.blocksPolicy()),
          Optional.of(block.restrictsBuckets()));
    }

    PublicAccessBlock block() {
      return new PublicAccessBlock(
          blockPublicAcls.orElse(false),
          ignorePublicAcls.orElse(false),
          blockPublicPolicy.orElse(false),
          restrictPublicBuckets.orElse(false));
    }
  }

  Response getBlock(AdminRequest request, BucketDemand input, Admission admission) {
    return acls.block(input.bucket())
        .map(block -> Json.answer(200, Block.of(block)))
        .orElseGet(() ->
            IfSet.unset(
                request,
                new AdminException(
                    404,
                    "NoSuchPublicAccessBlockConfiguration",
                    "The bucket refuses no public access of its own.")));
  }

  /** Sets it, in place of what there is. */
  Response putBlock(AdminRequest request, BucketDemand input, Admission admission)
      throws IOException {
    acls.setBlock(input.bucket(), Optional.of(request.document(Block.class).block()));
    return Json.empty();
  }

  Response deleteBlock(AdminRequest request, BucketDemand input, Admission admission) {
    acls.setBlock(input.bucket(), Optional.empty());
    return Json.nothing();
  }
}
