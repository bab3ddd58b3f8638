package io.bytebucket.admin.bucket;

import static io.bytebucket.admin.route.RouteRow.delete;
import static io.bytebucket.admin.route.RouteRow.get;
import static io.bytebucket.admin.route.RouteRow.head;
import static io.bytebucket.admin.route.RouteRow.put;

import io.bytebucket.admin.route.Route;
import io.bytebucket.admin.value.TagDocument;
import io.bytebucket.core.Store;
import io.bytebucket.core.bucket.BucketSettings;
import java.util.List;

/** The rows of buckets and of what they are configured with. */
public final class BucketRoutes {
  private static final String ALL = "/api/s3";
  private static final String ONE = "/api/s3/:bucket";

  private BucketRoutes() {}

  /** The rows. */
  public static List<Route> rows(Store s) {
    BucketSettings settings = s.bucketSettings();
    return List.of(
        get(ALL)
            .query("prefix", "cursor", "limit")
            .store("ListBuckets", new ListBuckets(s.buckets())),
        put(ONE).store("CreateBucket", new CreateBucket(s.buckets())),
        head(ONE).store("HeadBucket", new HeadBucket()),
        delete(ONE).store("DeleteBucket", new DeleteBucket(s.buckets())),
        get(ONE).when("versioning").store("GetBucketVersioning", new BucketVersioning.Get()),
        put(ONE)
            .when("versioning")
            .store("PutBucketVersioning", new BucketVersioning.Put(s.buckets())),
        get(ONE).when("tagging").store("GetBucketTagging", new BucketTagging.Get(settings)),
        put(ONE)
            .when("tagging")
            .body(TagDocument.LIMIT_BYTES)
            .store("PutBucketTagging", new BucketTagging.Put(settings)),
        delete(ONE)
            .when("tagging")
            .store("DeleteBucketTagging", new BucketTagging.Delete(settings)),
        get(ONE).when("cors").store("GetBucketCors", new BucketCors.Get(settings)),
        put(ONE)
            .when("cors")
            .body(CorsDocument.LIMIT_BYTES)
            .store("PutBucketCors", new BucketCors.Put(settings)),
        delete(ONE).when("cors").store("DeleteBucketCors", new BucketCors.Delete(settings)));
  }
}
