package io.bytebucket.s3.op.listing;

import io.bytebucket.core.access.Admission;
import io.bytebucket.core.bucket.BucketName;
import io.bytebucket.core.listing.ListCursor;
import io.bytebucket.core.listing.ListPage;
import io.bytebucket.core.listing.ObjectLister;
import io.bytebucket.http.Response;
import io.bytebucket.s3.op.value.ListEncoding;
import io.bytebucket.s3.op.value.ListParameters;
import io.bytebucket.s3.route.BucketInput;
import io.bytebucket.s3.route.Operation;
import io.bytebucket.s3.route.S3Request;
import io.bytebucket.s3.route.S3Response;
import java.util.Optional;

/**
 * Lists objects, in pages with opaque tokens. If a token is sent, {@code start-after} is ignored
 * and left out of the answer, as on AWS. An empty token or {@code start-after} counts as none, but
 * is repeated in the answer.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonS3/latest/API/API_ListObjectsV2.html">ListObjectsV2</a>
 */
public final class ListObjectsV2 implements Operation<ListObjectsV2.Input> {
  private final ObjectLister objects;

  /** The operation, with this lister. */
  public ListObjectsV2(ObjectLister objects) {
    this.objects = objects;
  }

  record Input(
      BucketName bucket,
      String prefix,
      Optional<String> delimiter,
      int limit,
      Optional<String> token,
      Optional<String> startAfter,
      boolean fetchOwner,
      ListEncoding encoding)
      implements BucketInput {
    Optional<ListCursor> cursor() {
      return token
          .filter(text -> !text.isEmpty())
          .map(ListCursor::fromToken)
          .or(() ->
              startAfter
                  .filter(key -> !key.isEmpty())
                  .map(key -> ListCursor.after(key, prefix, delimiter)));
    }
  }

  @Override
  public Input decode(S3Request request) {
    int limit = ListParameters.limit(request);
    ListParameters.refuse(
        request, "marker", "Marker unsupported with REST.GET.BUCKET in list-type=2");
    return new Input(
        request.bucket(),
        request.parameter("prefix").orElse(""),
        request.parameter("delimiter"),
        limit,
        request.query().first("continuation-token"),
        request.query().first("start-after"),
        request.parameter("fetch-owner").filter("true"::equalsIgnoreCase).isPresent(),
        ListEncoding.decode(request));
  }

  @Override
  public Response handle(Input input, Admission admission) {
    ListPage page =
        objects.list(
            new ObjectLister.Query(
                input.bucket(), input.prefix(), input.delimiter(), input.cursor(), input.limit()));
    ListEncoding encoding = input.encoding();
    Optional<String> startAfter = input.token().isPresent() ? Optional.empty() : input.startAfter();
    return S3Response.ok()
        .xml(
            "ListBucketResult",
            xml -> {
              xml.element("Name", input.bucket().value())
                  .element("Prefix", encoding.text(input.prefix()))
                  .optional("StartAfter", startAfter.map(encoding::text))
                  .optional("ContinuationToken", input.token())
                  .optional("NextContinuationToken", page.next().map(ListCursor::toToken))
                  .element("KeyCount", page.items().size())
                  .element("MaxKeys", input.limit())
                  .optional("Delimiter", input.delimiter().map(encoding::text))
                  .optional("EncodingType", encoding.type())
                  .element("IsTruncated", page.next().isPresent());
              encoding.writeItems(xml, page, input.fetchOwner());
            });
  }
}
