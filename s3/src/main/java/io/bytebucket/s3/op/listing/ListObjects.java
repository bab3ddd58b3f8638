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
 * Lists objects, in pages that begin after a marker: version 1 of the listing.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonS3/latest/API/API_ListObjects.html">ListObjects</a>
 */
public final class ListObjects implements Operation<ListObjects.Input> {
  private final ObjectLister objects;

  /** The operation, with this lister. */
  public ListObjects(ObjectLister objects) {
    this.objects = objects;
  }

  record Input(
      BucketName bucket,
      String prefix,
      Optional<String> delimiter,
      int limit,
      String marker,
      ListEncoding encoding)
      implements BucketInput {
    Optional<ListCursor> cursor() {
      return marker.isEmpty()
          ? Optional.empty()
          : Optional.of(ListCursor.after(marker, prefix, delimiter));
    }
  }

  @Override
  public Input decode(S3Request request) {
    int limit = ListParameters.limit(request);
    ListParameters.refuse(
        request,
        "continuation-token",
        "continuation-token only supported in REST.GET.BUCKET with list-type=2");
    ListParameters.refuse(
        request, "start-after", "startAfter only supported in REST.GET.BUCKET with list-type=2");
    return new Input(
        request.bucket(),
        request.parameter("prefix").orElse(""),
        request.parameter("delimiter"),
        limit,
        request.parameter("marker").orElse(""),
        ListEncoding.decode(request));
  }

  @Override
  public Response handle(Input input, Admission admission) {
    ListPage page =
        objects.list(
            new ObjectLister.Query(
                input.bucket(), input.prefix(), input.delimiter(), input.cursor(), input.limit()));
    ListEncoding encoding = input.encoding();
    // Without a delimiter, clients go on after the last key of a page. With one, they cannot know
    // where to go on.
    Optional<String> nextMarker =
        page.next().filter(next -> input.delimiter().isPresent()).map(ListCursor::after);
    return S3Response.ok()
        .xml(
            "ListBucketResult",
            xml -> {
              xml.element("Name", input.bucket().value())
                  .element("Prefix", encoding.text(input.prefix()))
                  .element("Marker", encoding.text(input.marker()))
                  .optional("NextMarker", nextMarker.map(encoding::text))
                  .element("MaxKeys", input.limit())
                  .optional("Delimiter", input.delimiter().map(encoding::text))
                  .optional("EncodingType", encoding.type())
                  .element("IsTruncated", page.next().isPresent());
              encoding.writeItems(xml, page, true);
            });
  }
}
