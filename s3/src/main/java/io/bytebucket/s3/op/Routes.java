package io.bytebucket.s3.op;

import static io.bytebucket.s3.op.RouteRow.delete;
import static io.bytebucket.s3.op.RouteRow.get;
import static io.bytebucket.s3.op.RouteRow.head;
import static io.bytebucket.s3.op.RouteRow.post;
import static io.bytebucket.s3.op.RouteRow.put;
import static io.bytebucket.s3.route.Route.Level.BUCKET;
import static io.bytebucket.s3.route.Route.Level.OBJECT;
import static io.bytebucket.s3.route.Route.Level.SERVICE;

import io.bytebucket.core.Store;
import io.bytebucket.http.MemoryBudget;
import io.bytebucket.s3.op.acl.DeleteBucketOwnershipControls;
import io.bytebucket.s3.op.acl.DeletePublicAccessBlock;
import io.bytebucket.s3.op.acl.GetBucketAcl;
import io.bytebucket.s3.op.acl.GetBucketOwnershipControls;
import io.bytebucket.s3.op.acl.GetObjectAcl;
import io.bytebucket.s3.op.acl.GetPublicAccessBlock;
import io.bytebucket.s3.op.acl.PutBucketAcl;
import io.bytebucket.s3.op.acl.PutBucketOwnershipControls;
import io.bytebucket.s3.op.acl.PutObjectAcl;
import io.bytebucket.s3.op.acl.PutPublicAccessBlock;
import io.bytebucket.s3.op.bucket.CreateBucket;
import io.bytebucket.s3.op.bucket.DeleteBucket;
import io.bytebucket.s3.op.bucket.GetBucketLocation;
import io.bytebucket.s3.op.bucket.HeadBucket;
import io.bytebucket.s3.op.bucket.ListBuckets;
import io.bytebucket.s3.op.listing.ListObjectVersions;
import io.bytebucket.s3.op.listing.ListObjects;
import io.bytebucket.s3.op.listing.ListObjectsV2;
import io.bytebucket.s3.op.object.CopyObject;
import io.bytebucket.s3.op.object.DeleteObject;
import io.bytebucket.s3.op.object.DeleteObjectTagging;
import io.bytebucket.s3.op.object.DeleteObjects;
import io.bytebucket.s3.op.object.GetObject;
import io.bytebucket.s3.op.object.GetObjectAttributes;
import io.bytebucket.s3.op.object.GetObjectTagging;
import io.bytebucket.s3.op.object.HeadObject;
import io.bytebucket.s3.op.object.PostObject;
import io.bytebucket.s3.op.object.PutObject;
import io.bytebucket.s3.op.object.PutObjectTagging;
import io.bytebucket.s3.op.object.RenameObject;
import io.bytebucket.s3.op.setting.DeleteBucketCors;
import io.bytebucket.s3.op.setting.DeleteBucketPolicy;
import io.bytebucket.s3.op.setting.DeleteBucketTagging;
import io.bytebucket.s3.op.setting.GetBucketCors;
import io.bytebucket.s3.op.setting.GetBucketPolicy;
import io.bytebucket.s3.op.setting.GetBucketPolicyStatus;
import io.bytebucket.s3.op.setting.GetBucketTagging;
import io.bytebucket.s3.op.setting.GetBucketVersioning;
import io.bytebucket.s3.op.setting.PutBucketCors;
import io.bytebucket.s3.op.setting.PutBucketPolicy;
import io.bytebucket.s3.op.setting.PutBucketTagging;
import io.bytebucket.s3.op.setting.PutBucketVersioning;
import io.bytebucket.s3.op.upload.AbortMultipartUpload;
import io.bytebucket.s3.op.upload.CompleteMultipartUpload;
import io.bytebucket.s3.op.upload.CreateMultipartUpload;
import io.bytebucket.s3.op.upload.ListMultipartUploads;
import io.bytebucket.s3.op.upload.ListParts;
import io.bytebucket.s3.op.upload.UploadPart;
import io.bytebucket.s3.op.upload.UploadPartCopy;
import io.bytebucket.s3.route.Route;
import io.bytebucket.s3.route.RouteTable;
import java.util.List;
import java.util.stream.Stream;

/**
 * The table of contents: every operation of S3, one row each, the most specific first. A row
 * without {@code to} is not implemented and says so.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/API/API_Operations.html">Actions</a>
 */
public final class Routes {
  private Routes() {}

  /**
   * The table.
   *
   * @param store what the operations work on
   * @param documents what the documents of all clients may hold of memory together
   * @param region the region this server says it is in
   */
  public static RouteTable table(Store store, MemoryBudget documents, String region) {
    List<Route> routes =
        Stream.of(
                objects(store, documents),
                buckets(store, documents, region),
                bucketSettings(store, documents),
                service(store, region))
            .flatMap(List::stream)
            .toList();
    return new RouteTable(routes);
  }

  private static List<Route> objects(Store s, MemoryBudget documents) {
    return List.of(
        get("GetObjectAcl", OBJECT).when("acl").to(new GetObjectAcl(s.objectAcls())),
        get("GetObjectAnnotation", OBJECT).when("annotation", "annotationName").row(),
        get("ListObjectAnnotations", OBJECT).when("annotation").row(),
        get("GetObjectAttributes", OBJECT)
            .when("attributes")
            .to(new GetObjectAttributes(s.reader())),
        get("GetObjectLegalHold", OBJECT).when("legal-hold").row(),
        get("GetObjectRetention", OBJECT).when("retention").row(),
        get("GetObjectTagging", OBJECT).when("tagging").to(new GetObjectTagging(s.tagger())),
        get("GetObjectTorrent", OBJECT).when("torrent").row(),
        get("ListParts", OBJECT).when("uploadId").to(new ListParts(s.uploadLister())),
        get("GetObject", OBJECT).to(new GetObject(s.reader())),
        head("HeadObject", OBJECT).to(new HeadObject(s.reader())),
        put("PutObjectAcl", OBJECT).when("acl").to(new PutObjectAcl(s.objectAcls(), documents)),
        put("PutObjectAnnotation", OBJECT).when("annotation").row(),
        put("PutObjectLegalHold", OBJECT).when("legal-hold").row(),
        put("PutObjectRetention", OBJECT).when("retention").row(),
        put("PutObjectTagging", OBJECT)
            .when("tagging")
            .to(new PutObjectTagging(s.tagger(), documents)),
        put("RenameObject", OBJECT).when("renameObject").to(new RenameObject(s.copier())),
        put("UpdateObjectEncryption", OBJECT).when("encryption").row(),
        put("UploadPartCopy", OBJECT)
            .when("uploadId")
            .header("x-amz-copy-source")
            .to(new UploadPartCopy(s.partCopier())),
        put("UploadPart", OBJECT).when("uploadId").to(new UploadPart(s.partWriter())),
        put("CopyObject", OBJECT).header("x-amz-copy-source").to(new CopyObject(s.copier())),
        put("PutObject", OBJECT).to(new PutObject(s.writer())),
        post("CreateMultipartUpload", OBJECT)
            .when("uploads")
            .to(new CreateMultipartUpload(s.uploads())),
        post("CompleteMultipartUpload", OBJECT)
            .when("uploadId")
            .to(new CompleteMultipartUpload(s.completer(), documents)),
        post("RestoreObject", OBJECT).when("restore").row(),
        post("SelectObjectContent", OBJECT).when("select").row(),
        delete("AbortMultipartUpload", OBJECT)
            .when("uploadId")
            .to(new AbortMultipartUpload(s.uploads())),
        delete("DeleteObjectAnnotation", OBJECT).when("annotation").row(),
        delete("DeleteObjectTagging", OBJECT)
            .when("tagging")
            .to(new DeleteObjectTagging(s.tagger())),
        delete("DeleteObject", OBJECT).to(new DeleteObject(s.remover())));
  }

  private static List<Route> buckets(Store s, MemoryBudget documents, String region) {
    return List.of(
        get("CreateSession", BUCKET).when("session").row(),
        get("GetBucketLocation", BUCKET).when("location").to(new GetBucketLocation(s.buckets())),
        get("ListMultipartUploads", BUCKET)
            .when("uploads")
            .to(new ListMultipartUploads(s.uploadLister())),
        get("ListObjectVersions", BUCKET)
            .when("versions")
            .to(new ListObjectVersions(s.versionLister())),
        get("ListObjectsV2", BUCKET).when("list-type=2").to(new ListObjectsV2(s.lister())),
        get("ListObjects", BUCKET).to(new ListObjects(s.lister())),
        get("GetBucketVersioning", BUCKET)
            .when("versioning")
            .to(new GetBucketVersioning(s.buckets())),
        put("PutBucketVersioning", BUCKET)
            .when("versioning")
            .to(new PutBucketVersioning(s.buckets(), documents)),
        head("HeadBucket", BUCKET).to(new HeadBucket()),
        put("CreateBucket", BUCKET).to(new CreateBucket(s.buckets(), region, documents)),
        post("DeleteObjects", BUCKET).when("delete").to(new DeleteObjects(s.remover(), documents)),
        post("WriteGetObjectResponse", BUCKET).header("x-amz-request-route").row(),
        post("PostObject", BUCKET).to(new PostObject(s.writer())),
        delete("DeleteBucket", BUCKET).to(new DeleteBucket(s.buckets())));
  }

  private static List<Route> bucketSettings(Store s, MemoryBudget documents) {
    return List.of(
        get("GetBucketAbac", BUCKET).when("abac").row(),
        put("PutBucketAbac", BUCKET).when("abac").row(),
        get("GetBucketAccelerateConfiguration", BUCKET).when("accelerate").row(),
        put("PutBucketAccelerateConfiguration", BUCKET).when("accelerate").row(),
        get("GetBucketAcl", BUCKET).when("acl").to(new GetBucketAcl(s.bucketAcls())),
        put("PutBucketAcl", BUCKET).when("acl").to(new PutBucketAcl(s.bucketAcls(), documents)),
        get("GetBucketAnalyticsConfiguration", BUCKET).when("analytics", "id").row(),
        get("ListBucketAnalyticsConfigurations", BUCKET).when("analytics").row(),
        put("PutBucketAnalyticsConfiguration", BUCKET).when("analytics").row(),
        delete("DeleteBucketAnalyticsConfiguration", BUCKET).when("analytics").row(),
        get("GetBucketCors", BUCKET).when("cors").to(new GetBucketCors(s.bucketSettings())),
        put("PutBucketCors", BUCKET)
            .when("cors")
            .to(new PutBucketCors(s.bucketSettings(), documents)),
        delete("DeleteBucketCors", BUCKET)
            .when("cors")
            .to(new DeleteBucketCors(s.bucketSettings())),
        get("GetBucketEncryption", BUCKET).when("encryption").row(),
        put("PutBucketEncryption", BUCKET).when("encryption").row(),
        delete("DeleteBucketEncryption", BUCKET).when("encryption").row(),
        get("GetBucketIntelligentTieringConfiguration", BUCKET)
            .when("intelligent-tiering", "id")
            .row(),
        get("ListBucketIntelligentTieringConfigurations", BUCKET).when("intelligent-tiering").row(),
        put("PutBucketIntelligentTieringConfiguration", BUCKET).when("intelligent-tiering").row(),
        delete("DeleteBucketIntelligentTieringConfiguration", BUCKET)
            .when("intelligent-tiering")
            .row(),
        get("GetBucketInventoryConfiguration", BUCKET).when("inventory", "id").row(),
        get("ListBucketInventoryConfigurations", BUCKET).when("inventory").row(),
        put("PutBucketInventoryConfiguration", BUCKET).when("inventory").row(),
        delete("DeleteBucketInventoryConfiguration", BUCKET).when("inventory").row(),
        get("GetBucketLifecycleConfiguration", BUCKET).when("lifecycle").row(),
        put("PutBucketLifecycleConfiguration", BUCKET).when("lifecycle").row(),
        delete("DeleteBucketLifecycle", BUCKET).when("lifecycle").row(),
        get("GetBucketLogging", BUCKET).when("logging").row(),
        put("PutBucketLogging", BUCKET).when("logging").row(),
        get("GetBucketMetadataConfiguration", BUCKET).when("metadataConfiguration").row(),
        post("CreateBucketMetadataConfiguration", BUCKET).when("metadataConfiguration").row(),
        delete("DeleteBucketMetadataConfiguration", BUCKET).when("metadataConfiguration").row(),
        put("UpdateBucketMetadataAnnotationTableConfiguration", BUCKET)
            .when("metadataAnnotationTable")
            .row(),
        put("UpdateBucketMetadataInventoryTableConfiguration", BUCKET)
            .when("metadataInventoryTable")
            .row(),
        put("UpdateBucketMetadataJournalTableConfiguration", BUCKET)
            .when("metadataJournalTable")
            .row(),
        get("GetBucketMetadataTableConfiguration", BUCKET).when("metadataTable").row(),
        post("CreateBucketMetadataTableConfiguration", BUCKET).when("metadataTable").row(),
        delete("DeleteBucketMetadataTableConfiguration", BUCKET).when("metadataTable").row(),
        get("GetBucketMetricsConfiguration", BUCKET).when("metrics", "id").row(),
        get("ListBucketMetricsConfigurations", BUCKET).when("metrics").row(),
        put("PutBucketMetricsConfiguration", BUCKET).when("metrics").row(),
        delete("DeleteBucketMetricsConfiguration", BUCKET).when("metrics").row(),
        get("GetBucketNotificationConfiguration", BUCKET).when("notification").row(),
        put("PutBucketNotificationConfiguration", BUCKET).when("notification").row(),
        get("GetObjectLockConfiguration", BUCKET).when("object-lock").row(),
        put("PutObjectLockConfiguration", BUCKET).when("object-lock").row(),
        get("GetBucketOwnershipControls", BUCKET)
            .when("ownershipControls")
            .to(new GetBucketOwnershipControls(s.bucketAcls())),
        put("PutBucketOwnershipControls", BUCKET)
            .when("ownershipControls")
            .to(new PutBucketOwnershipControls(s.bucketAcls(), documents)),
        delete("DeleteBucketOwnershipControls", BUCKET)
            .when("ownershipControls")
            .to(new DeleteBucketOwnershipControls(s.bucketAcls())),
        get("GetBucketPolicy", BUCKET).when("policy").to(new GetBucketPolicy(s.policies())),
        put("PutBucketPolicy", BUCKET)
            .when("policy")
            .to(new PutBucketPolicy(s.policies(), documents)),
        delete("DeleteBucketPolicy", BUCKET)
            .when("policy")
            .to(new DeleteBucketPolicy(s.policies())),
        get("GetBucketPolicyStatus", BUCKET)
            .when("policyStatus")
            .to(new GetBucketPolicyStatus(s.policies())),
        get("GetPublicAccessBlock", BUCKET)
            .when("publicAccessBlock")
            .to(new GetPublicAccessBlock(s.bucketAcls())),
        put("PutPublicAccessBlock", BUCKET)
            .when("publicAccessBlock")
            .to(new PutPublicAccessBlock(s.bucketAcls(), documents)),
        delete("DeletePublicAccessBlock", BUCKET)
            .when("publicAccessBlock")
            .to(new DeletePublicAccessBlock(s.bucketAcls())),
        get("GetBucketReplication", BUCKET).when("replication").row(),
        put("PutBucketReplication", BUCKET).when("replication").row(),
        delete("DeleteBucketReplication", BUCKET).when("replication").row(),
        get("GetBucketRequestPayment", BUCKET).when("requestPayment").row(),
        put("PutBucketRequestPayment", BUCKET).when("requestPayment").row(),
        get("GetBucketTagging", BUCKET)
            .when("tagging")
            .to(new GetBucketTagging(s.bucketSettings())),
        put("PutBucketTagging", BUCKET)
            .when("tagging")
            .to(new PutBucketTagging(s.bucketSettings(), documents)),
        delete("DeleteBucketTagging", BUCKET)
            .when("tagging")
            .to(new DeleteBucketTagging(s.bucketSettings())),
        get("GetBucketWebsite", BUCKET).when("website").row(),
        put("PutBucketWebsite", BUCKET).when("website").row(),
        delete("DeleteBucketWebsite", BUCKET).when("website").row());
  }

  private static List<Route> service(Store s, String region) {
    return List.of(
        get("ListDirectoryBuckets", SERVICE).when("x-id=ListDirectoryBuckets").row(),
        get("ListBuckets", SERVICE).to(new ListBuckets(s.buckets(), region)));
  }
}
