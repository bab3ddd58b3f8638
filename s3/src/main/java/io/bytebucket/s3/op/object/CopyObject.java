package io.bytebucket.s3.op.object;

import io.bytebucket.core.access.Action;
import io.bytebucket.core.access.Authorizer;
import io.bytebucket.core.access.Caller;
import io.bytebucket.core.access.Resource;
import io.bytebucket.core.bucket.BucketName;
import io.bytebucket.core.checksum.ChecksumAlgorithm;
import io.bytebucket.core.object.ObjectAttributes;
import io.bytebucket.core.object.ObjectCopier;
import io.bytebucket.core.object.ObjectKey;
import io.bytebucket.core.object.ObjectReader;
import io.bytebucket.core.object.ObjectRecord;
import io.bytebucket.core.object.VersionSelector;
import io.bytebucket.core.object.WriteCondition;
import io.bytebucket.http.Response;
import io.bytebucket.s3.error.S3ErrorCode;
import io.bytebucket.s3.error.S3Exception;
import io.bytebucket.s3.op.value.AttributeHeaders;
import io.bytebucket.s3.op.value.ChecksumHeaders;
import io.bytebucket.s3.op.value.ConditionHeaders;
import io.bytebucket.s3.op.value.CopySource;
import io.bytebucket.s3.op.value.TagSet;
import io.bytebucket.s3.op.value.Texts;
import io.bytebucket.s3.op.value.UnsupportedHeaders;
import io.bytebucket.s3.op.value.VersionParameter;
import io.bytebucket.s3.route.ObjectInput;
import io.bytebucket.s3.route.Operation;
import io.bytebucket.s3.route.S3Request;
import io.bytebucket.s3.route.S3Response;
import java.util.ArrayList;
import java.util.List;
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
  private final Authorizer authorizer;

  /**
   * The operation. Whether the caller may copy tags is decided only if the source has tags, as on
   * AWS.
   */
  public CopyObject(ObjectCopier objects, Authorizer authorizer) {
    this.objects = objects;
    this.authorizer = authorizer;
  }

  record Input(
      BucketName bucket,
      ObjectKey key,
      CopySource from,
      Optional<ObjectAttributes> attributes,
      Optional<Map<String, String>> tags,
      Optional<String> storageClass,
      Optional<ChecksumAlgorithm> checksum,
      WriteCondition condition)
      implements ObjectInput {}

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
  public Action action(Input input) {
    return Action.PUT_OBJECT;
  }

  @Override
  public List<Permission> alsoNeeds(Input input) {
    List<Permission> permissions = new ArrayList<>(input.from().permissions());
    input
        .tags()
        .map(tags -> TagSet.permissions(tags, input.resource()))
        .ifPresent(permissions::addAll);
    return permissions;
  }

  private boolean mayKeepTags(Input input, Caller caller) {
    ObjectReader.Source from = input.from().source();
    Action read =
        from.version() instanceof VersionSelector.Current
            ? Action.GET_OBJECT_TAGGING
            : Action.GET_OBJECT_VERSION_TAGGING;
    return authorizer.isAllowed(caller, read, new Resource.OfObject(from.bucket(), from.key()))
        && authorizer.isAllowed(caller, Action.PUT_OBJECT_TAGGING, input.resource());
  }

  @Override
  public Response handle(Input input, Caller caller) {
    ObjectCopier.Copy copy =
        new ObjectCopier.Copy(
            input.from().source(),
            input.from().conditions(),
            input.bucket(),
            input.key(),
            input.attributes(),
            input.tags(),
            mayKeepTags(input, caller),
            input.storageClass(),
            input.checksum(),
            caller.id(),
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
