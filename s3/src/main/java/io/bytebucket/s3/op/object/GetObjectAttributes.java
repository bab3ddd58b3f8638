package io.bytebucket.s3.op.object;

import io.bytebucket.core.access.Admission;
import io.bytebucket.core.bucket.BucketName;
import io.bytebucket.core.checksum.Checksum;
import io.bytebucket.core.layout.ObjectPart;
import io.bytebucket.core.layout.PartPage;
import io.bytebucket.core.object.HeldObject;
import io.bytebucket.core.object.ObjectKey;
import io.bytebucket.core.object.ObjectReader;
import io.bytebucket.core.object.ObjectRecord;
import io.bytebucket.core.object.VersionSelector;
import io.bytebucket.http.HttpDate;
import io.bytebucket.http.Response;
import io.bytebucket.s3.error.S3ErrorCode;
import io.bytebucket.s3.error.S3Exception;
import io.bytebucket.s3.op.value.ChecksumHeaders;
import io.bytebucket.s3.op.value.ListParameters;
import io.bytebucket.s3.op.value.VersionParameter;
import io.bytebucket.s3.route.Operation;
import io.bytebucket.s3.route.S3Request;
import io.bytebucket.s3.route.S3Response;
import io.bytebucket.s3.xml.XmlWriter;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Tells those attributes of an object that the request names.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonS3/latest/API/API_GetObjectAttributes.html">GetObjectAttributes</a>
 */
public final class GetObjectAttributes implements Operation<GetObjectAttributes.Input> {
  private static final String HEADER = "x-amz-object-attributes";
  private static final Set<String> NAMES =
      Set.of("ETag", "Checksum", "ObjectParts", "StorageClass", "ObjectSize");

  private final ObjectReader objects;

  /** The operation, over these objects. */
  public GetObjectAttributes(ObjectReader objects) {
    this.objects = objects;
  }

  record Input(
      BucketName bucket,
      ObjectKey key,
      VersionSelector version,
      Set<String> attributes,
      int partsAfter,
      int partsLimit)
      implements TaggedInput {
    /**
     * Whether the parts are told one by one: as S3 has it, only where the checksum is made of
     * theirs.
     */
    boolean wantsPartsOf(ObjectRecord object) {
      return attributes.contains("ObjectParts")
          && object.checksum().filter(sum -> sum.type() == Checksum.Type.COMPOSITE).isPresent();
    }
  }

  @Override
  public Input decode(S3Request request) {
    String header =
        request
            .header(HEADER)
            .orElseThrow(() ->
                new S3Exception(
                    S3ErrorCode.INVALID_REQUEST,
                    "The x-amz-object-attributes header specifying the attributes to be retrieved"
                        + " is either missing or empty"));
    // The list is cut off after a few names: a long one is wrong in any case.
    Set<String> attributes =
        Set.copyOf(Stream.of(header.split(",", NAMES.size() * 4)).map(String::strip).toList());
    if (!NAMES.containsAll(attributes)) {
      throw new S3Exception(S3ErrorCode.INVALID_ARGUMENT, "Invalid attribute name specified.")
          .with("ArgumentName", HEADER)
          .with("ArgumentValue", header);
    }
    return new Input(
        request.bucket(),
        request.key(),
        VersionParameter.decode(request),
        attributes,
        ListParameters.header(request, "x-amz-part-number-marker", 0),
        Math.min(1_000, ListParameters.header(request, "x-amz-max-parts", 1_000)));
  }

  @Override
  public Response handle(Input input, Admission admission) {
    ObjectReader.Chosen<PartPage> chosen =
        objects.get(
            admission.judged(input.source()),
            (object, parts) ->
                input.wantsPartsOf(object.record())
                    ? parts.page(input.partsAfter(), input.partsLimit())
                    : PartPage.NONE);
    HeldObject held = chosen.object();
    ObjectRecord object = held.record();
    Set<String> wanted = input.attributes();
    return S3Response.ok()
        .header("last-modified", HttpDate.format(object.lastModified()))
        .header(VersionParameter.HEADER, held.versionId())
        .xml(
            "GetObjectAttributesResponse",
            xml -> {
              if (wanted.contains("ETag")) {
                xml.element("ETag", object.etag().value());
              }
              if (wanted.contains("Checksum") && object.checksum().isPresent()) {
                // As on S3, this one never ends in the number of parts.
                xml.element(
                    "Checksum", out -> ChecksumHeaders.writeWhole(out, object.checksum().get()));
              }
              if (wanted.contains("ObjectParts") && object.partCount() > 0) {
                xml.element("ObjectParts", out -> writeParts(out, object, chosen.choice(), input));
              }
              if (wanted.contains("StorageClass")) {
                xml.element("StorageClass", object.attributes().storageClass());
              }
              if (wanted.contains("ObjectSize")) {
                xml.element("ObjectSize", object.sizeBytes());
              }
            });
  }

  private static void writeParts(XmlWriter xml, ObjectRecord object, PartPage page, Input input) {
    xml.element("PartsCount", object.partCount());
    if (!input.wantsPartsOf(object)) {
      return;
    }
    List<ObjectPart> parts = page.parts();
    xml.element("PartNumberMarker", input.partsAfter())
        .element("NextPartNumberMarker", parts.isEmpty() ? 0 : parts.getLast().number())
        .element("MaxParts", input.partsLimit())
        .element("IsTruncated", page.isTruncated());
    for (ObjectPart part : parts) {
      xml.element(
          "Part",
          out -> {
            part.checksum().ifPresent(checksum -> ChecksumHeaders.writePart(out, checksum));
            out.element("PartNumber", part.number()).element("Size", part.sizeBytes());
          });
    }
  }
}
