package io.bytebucket.s3.op.object;

import io.bytebucket.core.access.Admission;
import io.bytebucket.core.access.Demand;
import io.bytebucket.core.access.Value;
import io.bytebucket.core.acl.ObjectAccess;
import io.bytebucket.core.bucket.BucketName;
import io.bytebucket.core.checksum.ChecksumAlgorithm;
import io.bytebucket.core.object.ObjectAttributes;
import io.bytebucket.core.object.ObjectCopier;
import io.bytebucket.core.object.ObjectKey;
import io.bytebucket.core.object.ObjectRecord;
import io.bytebucket.core.object.WriteCondition;
import io.bytebucket.http.Response;
import io.bytebucket.s3.error.S3ErrorCode;
import io.bytebucket.s3.error.S3Exception;
import io.bytebucket.s3.op.value.AttributeHeaders;
import io.bytebucket.s3.op.value.ChecksumHeaders;
import io.bytebucket.s3.op.value.ConditionHeaders;
import io.bytebucket.s3.op.value.CopySource;
import io.bytebucket.s3.op.value.Texts;
import io.bytebucket.s3.op.value.UnsupportedHeaders;
import io.bytebucket.s3.op.value.VersionParameter;
import io.bytebucket.s3.route.ObjectInput;
import io.bytebucket.s3.route.Operation;
import io.bytebucket.s3.route.S3Request;
import io.bytebucket.s3.route.S3Response;
import java.util.Map;
import java.util.Optional;

/**
 * Copies an object without moving its bytes.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/API/API_CopyObject.html">CopyObject</a>
 */
public final class CopyObject implements Operation<CopyObject.Input> {
  private static final String METADATA = "x-amz-metadata-directive";
  private static final String TAGGING = "x-amz-tagging-directive";

  private final ObjectCopier objects;

  public CopyObject(ObjectCopier objects) {
    this.objects = objects;
  }

  record Input(
      BucketName bucket,
      ObjectKey key,
      CopySource from,
      Optional<ObjectAttributes> attributes,
      Optional<Map<String, String>> tags,
      Optional<String> storageClass,
      ObjectAccess access,
      Optional<ChecksumAlgorithm> checksum,
      WriteCondition condition)
      implements ObjectInput {
    @Override
    public Optional<Source> accessSource() {
      return Optional.of(from.demanded());
    }

    @Override
    public Value<Map<String, String>> tagsSent() {
      return Demand.tags(tags.orElse(Map.of()));
    }
  }

  @Override
  public Input decode(S3Request request) {
    UnsupportedHeaders.refuse(request);
    VersionParameter.refuse(request);
    ObjectAttributes said = AttributeHeaders.decode(request);
    return new Input(
        request.bucket(),
        request.key(),
        CopySource.decode(request),
        isReplaced(request, METADATA) ? Optional.of(said) : Optional.empty(),
        isReplaced(request, TAGGING) ? Optional.of(said.tags()) : Optional.empty(),
        request.header(AttributeHeaders.STORAGE_CLASS),
        said.access(),
        ChecksumHeaders.wanted(request),
        ConditionHeaders.write(request));
  }

  private static boolean isReplaced(S3Request request, String directive) {
    return switch (request.header(directive).orElse("COPY")) {
      case "COPY" -> false;
      case "REPLACE" -> true;
      default ->
          throw new S3Exception(
                  S3ErrorCode.INVALID_ARGUMENT,
                  directive.equals(METADATA)
                      ? "Unknown metadata directive."
                      : "Unknown tagging directive.")
              .with("ArgumentName", directive)
              .with("ArgumentValue", request.header(directive).orElse(""));
    };
  }

  @Override
  public Response handle(Input input, Admission admission) {
    ObjectCopier.Copy copy =
        new ObjectCopier.Copy(
            admission.judgedOrigin(input.from().source()),
            input.from().conditions(),
            input.bucket(),
            input.key(),
            input.attributes(),
            input.tags(),
            admission::requireKeptTags,
            input.storageClass(),
            input.access(),
            input.checksum(),
            admission.actor(),
            input.condition());
    ObjectCopier.Copied copied = input.from().copied(() -> objects.copy(copy));
    ObjectRecord object = copied.object().record();
    return S3Response.ok()
        .header(VersionParameter.HEADER, copied.object().versionId())
        .header(CopySource.VERSION_HEADER, copied.source().writtenVersionId())
        .xml(
            "CopyObjectResult",
            xml -> {
              xml.element("LastModified", Texts.isoDate(object.lastModified()))
                  .element("ETag", object.etag().quoted());
              object
                  .checksum()
                  .ifPresent(checksum -> ChecksumHeaders.write(xml, checksum, object.partCount()));
            });
  }
}
