package io.bytebucket.admin.bucket;

import static io.bytebucket.admin.route.RouteRow.delete;
import static io.bytebucket.admin.route.RouteRow.get;
import static io.bytebucket.admin.route.RouteRow.head;
import static io.bytebucket.admin.route.RouteRow.post;
import static io.bytebucket.admin.route.RouteRow.put;

import io.bytebucket.admin.route.Route;
import io.bytebucket.admin.value.AclDocument;
import io.bytebucket.admin.value.IfSet;
import io.bytebucket.admin.value.OnBucket;
import io.bytebucket.admin.value.TagDocument;
import io.bytebucket.core.Store;
import java.util.List;
import java.util.stream.Stream;

/** The rows of buckets and of what they are configured with. */
public final class BucketRoutes {
  private static final String ALL = "/api/s3";
  private static final String ONE = "/api/s3/:bucket";

  private BucketRoutes() {}

  /** The rows. */
  public static List<Route> rows(Store s) {
    return Stream.of(buckets(s), settings(s), policies(s), access(s))
        .flatMap(List::stream)
        .toList();
  }

  private static List<Route> buckets(Store s) {
    return List.of(
        get(ALL)
            .list()
            .query("prefix", "cursor", "limit", ListBuckets.DETAILS)
            .store("ListBuckets", new ListBuckets(s.buckets(), s.bucketSettings())),
        put(ONE).store("CreateBucket", new CreateBucket(s.buckets())),
        head(ONE).store("HeadBucket", new HeadBucket()),
        delete(ONE).store("DeleteBucket", new DeleteBucket(s.buckets())));
  }

  private static List<Route> settings(Store s) {
    BucketVersioning versioning = new BucketVersioning(s.buckets());
    BucketTagging tagging = new BucketTagging(s.bucketSettings());
    BucketCors cors = new BucketCors(s.bucketSettings());
    return List.of(
        get(ONE).when("versioning").store("GetBucketVersioning", new OnBucket(versioning::get)),
        put(ONE).when("versioning").store("PutBucketVersioning", new OnBucket(versioning::put)),
        get(ONE)
            .when("tagging")
            .query(IfSet.PARAMETER)
            .store("GetBucketTagging", new OnBucket(tagging::get)),
        put(ONE)
            .when("tagging")
            .body(TagDocument.LIMIT_BYTES)
            .store("PutBucketTagging", new OnBucket(tagging::put)),
        delete(ONE).when("tagging").store("DeleteBucketTagging", new OnBucket(tagging::delete)),
        get(ONE)
            .when("cors")
            .query(IfSet.PARAMETER)
            .store("GetBucketCors", new OnBucket(cors::get)),
        put(ONE)
            .when("cors")
            .body(CorsDocument.LIMIT_BYTES)
            .store("PutBucketCors", new OnBucket(cors::put)),
        delete(ONE).when("cors").store("DeleteBucketCors", new OnBucket(cors::delete)),
        post(ONE)
            .when("cors-check")
            .body(2 * CorsDocument.LIMIT_BYTES)
            .store("GetBucketCors", new OnBucket(new CorsCheck(s.bucketSettings())::check)));
  }

  private static List<Route> policies(Store s) {
    BucketPolicyResource policy = new BucketPolicyResource(s.policies());
    return List.of(
        get(ONE)
            .when("policy")
            .query(IfSet.PARAMETER)
            .store("GetBucketPolicy", new OnBucket(policy::get)),
        put(ONE)
            .when("policy")
            .body(BucketPolicyResource.LIMIT_BYTES)
            .store("PutBucketPolicy", new OnBucket(policy::put)),
        delete(ONE).when("policy").store("DeleteBucketPolicy", new OnBucket(policy::delete)),
        get(ONE).when("policyStatus").store("GetBucketPolicyStatus", new OnBucket(policy::status)));
  }

  private static List<Route> access(Store s) {
    BucketAccessResource access = new BucketAccessResource(s.bucketAcls());
    String ownership = "ownershipControls";
    String block = "publicAccessBlock";
    return List.of(
        get(ONE).when("acl").store("GetBucketAcl", new OnBucket(access::getAcl)),
        put(ONE)
            .when("acl")
            .body(AclDocument.LIMIT_BYTES)
            .store("PutBucketAcl", new OnBucket(access::putAcl)),
        get(ONE)
            .when(ownership)
            .query(IfSet.PARAMETER)
            .store("GetBucketOwnershipControls", new OnBucket(access::getOwnership)),
        put(ONE)
            .when(ownership)
            .store("PutBucketOwnershipControls", new OnBucket(access::putOwnership)),
        delete(ONE)
            .when(ownership)
            .store("DeleteBucketOwnershipControls", new OnBucket(access::deleteOwnership)),
        get(ONE)
            .when(block)
            .query(IfSet.PARAMETER)
            .store("GetPublicAccessBlock", new OnBucket(access::getBlock)),
        put(ONE).when(block).store("PutPublicAccessBlock", new OnBucket(access::putBlock)),
        delete(ONE)
            .when(block)
            .store("DeletePublicAccessBlock", new OnBucket(access::deleteBlock)));
  }
}
