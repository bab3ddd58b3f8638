package io.bytebucket.s3.op.bucket;

import io.bytebucket.core.access.Admission;
import io.bytebucket.core.access.Resource;
import io.bytebucket.core.bucket.Bucket;
import io.bytebucket.core.bucket.Buckets;
import io.bytebucket.core.listing.ListCursor;
import io.bytebucket.http.Response;
import io.bytebucket.s3.error.S3ErrorCode;
import io.bytebucket.s3.error.S3Exception;
import io.bytebucket.s3.op.value.Owners;
import io.bytebucket.s3.op.value.Texts;
import io.bytebucket.s3.route.Operation;
import io.bytebucket.s3.route.S3Request;
import io.bytebucket.s3.route.S3Response;
import io.bytebucket.s3.xml.XmlWriter;
import java.util.List;
import java.util.Optional;

/**
 * Lists the buckets of this server whose content the caller may list.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonS3/latest/API/API_ListBuckets.html">ListBuckets</a>
 */
public final class ListBuckets implements Operation<ListBuckets.Input> {
  private static final List<String> PARAMETERS =
      List.of("bucket-region", "continuation-token", "max-buckets", "prefix");

  private final Buckets buckets;
  private final String region;

  /**
   * The operation.
   *
   * @param region the region of buckets that were made without one
   */
  public ListBuckets(Buckets buckets, String region) {
    this.buckets = buckets;
    this.region = region;
  }

  /**
   * @param tellsRegions whether the region of each bucket is told: as on AWS, only if the request
   *     has a parameter
   */
  record Input(
      String prefix,
      int limit,
      Optional<String> token,
      Optional<String> bucketRegion,
      boolean tellsRegions)
      implements Operation.Input {
    @Override
    public Resource resource() {
      return new Resource.Store();
    }
  }

  @Override
  public Input decode(S3Request request) {
    return new Input(
        request.parameter("prefix").orElse(""),
        request.parameter("max-buckets").map(ListBuckets::limit).orElse(Buckets.BUCKET_LIMIT),
        request.parameter("continuation-token"),
        request.parameter("bucket-region"),
        PARAMETERS.stream().anyMatch(request.query()::contains));
  }

  private static int limit(String text) {
    int limit = Texts.integer("max-buckets", text);
    if (limit < 1 || limit > Buckets.BUCKET_LIMIT) {
      throw new S3Exception(
              S3ErrorCode.INVALID_ARGUMENT,
              "Argument max-buckets must be an integer between 1 and 10000.")
          .with("ArgumentName", "max-buckets")
          .with("ArgumentValue", text);
    }
    return limit;
  }

  @Override
  public Response handle(Input input, Admission admission) {
    String after = input.token().map(ListCursor::fromToken).map(ListCursor::after).orElse("");
    Buckets.BucketPage page =
        buckets.list(
            input.prefix(),
            after,
            input.limit(),
            bucket -> isInRegion(bucket, input) && admission.maySee(bucket));
    return S3Response.ok()
        .xml(
            "ListAllMyBucketsResult",
            xml -> {
              Owners.write(xml, admission.actor());
              xml.element("Buckets", list -> page.buckets().forEach(b -> write(list, b, input)));
              if (page.truncated()) {
                String last = page.buckets().getLast().name().value();
                xml.element("ContinuationToken", new ListCursor(last, false).toToken());
              }
              xml.optional("Prefix", Optional.of(input.prefix()).filter(p -> !p.isEmpty()));
            });
  }

  private boolean isInRegion(Bucket bucket, Input input) {
    return input.bucketRegion().filter(wanted -> !bucket.region(region).equals(wanted)).isEmpty();
  }

  private void write(XmlWriter xml, Bucket bucket, Input input) {
    xml.element(
        "Bucket",
        out ->
            out.element("Name", bucket.name().value())
                .element("CreationDate", Texts.isoDate(bucket.createdAt()))
                .optional(
                    "BucketRegion",
                    Optional.of(bucket.region(region)).filter(_ -> input.tellsRegions()))
                .element("BucketArn", BucketArn.of(bucket.name())));
  }
}
