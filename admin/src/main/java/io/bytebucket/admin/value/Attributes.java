package io.bytebucket.admin.value;

import io.bytebucket.admin.error.AdminException;
import io.bytebucket.admin.route.AdminRequest;
import io.bytebucket.core.failure.Failure;
import io.bytebucket.core.failure.StoreException;
import io.bytebucket.core.failure.TagFault.Tagged;
import io.bytebucket.core.object.ObjectAttributes;
import io.bytebucket.core.object.SystemMetadata;
import io.bytebucket.core.value.StorageClass;
import io.bytebucket.core.value.Tags;
import io.bytebucket.http.Headers;
import io.bytebucket.http.Query;
import io.bytebucket.pipeline.object.EncodedWords;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** What is said about an object beside its bytes, as header fields: by the names that S3 has. */
public final class Attributes {
  private static final String USER_PREFIX = "x-amz-meta-";
  private static final String STORAGE_CLASS = "x-amz-storage-class";
  private static final String TAGGING = "x-amz-tagging";

  private static final String ACL = "x-amz-acl";

  /** Lists that give nobody more than every object gives its owner. */
  private static final Set<String> OF_EVERY = Set.of("private", "bucket-owner-full-control");

  private static final List<String> UNHEEDED =
      List.of(
          ACL,
          "x-amz-grant-",
          "x-amz-object-lock-",
          "x-amz-server-side-encryption",
          "x-amz-website-redirect-location");

  private Attributes() {}

  /**
   * What a request says.
   *
   * @throws StoreException when S3 would not take it either
   */
  public static ObjectAttributes decode(AdminRequest request) {
    requireHeeded(request);
    SystemMetadata system =
        new SystemMetadata(
            request.header("content-type").orElse(SystemMetadata.DEFAULT_CONTENT_TYPE),
            request.header("cache-control"),
            request.header("content-disposition"),
            request.header("content-encoding"),
            request.header("content-language"),
            request.header("expires"));
    return new ObjectAttributes(
        system.requireSendable(),
        user(request.http().headers()),
        request.header(TAGGING).map(Attributes::tags).orElse(Map.of()),
        request
            .header(STORAGE_CLASS)
            .map(name -> StorageClass.named(name).name())
            .orElse(ObjectAttributes.STANDARD));
  }

  /** What would be passed over in silence is refused: its sender would believe that it holds. */
  private static void requireHeeded(AdminRequest request) {
    request
        .http()
        .headers()
        .forEach((name, value) -> {
          boolean isOfEvery = name.equals(ACL) && OF_EVERY.contains(value);
          if (!isOfEvery && UNHEEDED.stream().anyMatch(name::startsWith)) {
            throw new AdminException(
                501, "NotImplemented", "The header field " + name + " means nothing here.");
          }
        });
  }

  private static Map<String, String> user(Headers headers) {
    Map<String, String> user = new TreeMap<>();
    int[] chars = {0};
    headers.forEach((name, value) -> {
      if (name.startsWith(USER_PREFIX)) {
        String own = name.substring(USER_PREFIX.length());
        ObjectAttributes.requireSendable(own, value);
        // Counted before the values of a repeated name are joined.
        chars[0] += own.length() + value.length();
        if (chars[0] > ObjectAttributes.USER_METADATA_LIMIT_BYTES) {
          throw new StoreException(
              new Failure.MetadataTooLarge(chars[0], ObjectAttributes.USER_METADATA_LIMIT_BYTES));
        }
        user.merge(own, value, (one, two) -> one + "," + two);
      }
    });
    user.replaceAll((_, value) -> EncodedWords.decode(value));
    return user;
  }

  private static Map<String, String> tags(String header) {
    Query pairs =
        Query.parse(header)
            .orElseThrow(
                () -> AdminException.invalid("The header x-amz-tagging is written as a query."));
    Tags.Builder tags = Tags.builder(Tagged.OBJECT);
    pairs.parameters().forEach(tag -> tags.add(tag.name(), tag.value()));
    return tags.build().values();
  }

  /**
   * The fields that describe an object in an answer; where it came from is none of them.
   *
   * @param contentType as what it is sent
   */
  public static void encode(
      ObjectAttributes attributes, String contentType, Headers.Builder answer) {
    SystemMetadata system = attributes.system();
    answer.add("content-type", contentType);
    add(answer, "content-encoding", system.contentEncoding());
    add(answer, "content-language", system.contentLanguage());
    attributes
        .user()
        .forEach((name, value) -> answer.add(USER_PREFIX + name, EncodedWords.encode(value)));
    if (!attributes.tags().isEmpty()) {
      answer.add("x-amz-tagging-count", Integer.toString(attributes.tags().size()));
    }
    if (!attributes.storageClass().equals(ObjectAttributes.STANDARD)) {
      answer.add(STORAGE_CLASS, attributes.storageClass());
    }
  }

  private static void add(Headers.Builder answer, String name, Optional<String> value) {
    value.ifPresent(text -> answer.add(name, text));
  }
}
