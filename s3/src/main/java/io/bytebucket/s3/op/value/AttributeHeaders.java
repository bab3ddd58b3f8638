package io.bytebucket.s3.op.value;

import io.bytebucket.core.object.ObjectAttributes;
import io.bytebucket.core.object.ObjectRecord;
import io.bytebucket.core.object.SystemMetadata;
import io.bytebucket.core.value.StorageClass;
import io.bytebucket.http.Headers;
import io.bytebucket.pipeline.object.EncodedWords;
import io.bytebucket.s3.error.S3ErrorCode;
import io.bytebucket.s3.error.S3Exception;
import io.bytebucket.s3.route.S3Request;
import io.bytebucket.s3.route.S3Response;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

/**
 * The metadata of an object as header fields, in both directions.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/UsingMetadata.html">Working
 *     with object metadata</a>
 */
public final class AttributeHeaders {
  private static final String USER_PREFIX = "x-amz-meta-";
  private static final String CHUNKED = "aws-chunked";

  /** The header field that names a storage class. */
  public static final String STORAGE_CLASS = "x-amz-storage-class";

  private static final String OVERRIDE_PREFIX = "response-";

  /** The query parameters that replace a field of the answer. Each is named after its field. */
  private static final List<String> OVERRIDES =
      List.of(
          "response-content-type",
          "response-cache-control",
          "response-content-disposition",
          "response-content-encoding",
          "response-content-language",
          "response-expires");

  private AttributeHeaders() {}

  /** The metadata of a request; encoded words in its user metadata are decoded. */
  public static ObjectAttributes decode(S3Request request) {
    return decode(request, EncodedWords::decode);
  }

  /** The metadata of a form. Its fields are UTF-8 text already, so nothing in them is decoded. */
  public static ObjectAttributes decodeForm(S3Request request) {
    return decode(request, UnaryOperator.identity());
  }

  private static ObjectAttributes decode(S3Request request, UnaryOperator<String> words) {
    SystemMetadata system =
        new SystemMetadata(
            request.header("content-type").orElse(SystemMetadata.DEFAULT_CONTENT_TYPE),
            request.header("cache-control"),
            request.header("content-disposition"),
            contentEncoding(request),
            request.header("content-language"),
            request.header("expires"));
    system.requireSendable();
    return new ObjectAttributes(
        system,
        userMetadata(request, words),
        TagSet.header(request),
        storageClass(request),
        AclHeaders.access(request));
  }

  private static Map<String, String> userMetadata(S3Request request, UnaryOperator<String> words) {
    SendableHeaders.requireNames(request.headers(), USER_PREFIX);
    Map<String, String> user = new TreeMap<>();
    request
        .headers()
        .forEach((name, value) -> {
          if (name.startsWith(USER_PREFIX)) {
            user.merge(name.substring(USER_PREFIX.length()), value, (one, two) -> one + "," + two);
          }
        });
    user.replaceAll((name, value) -> words.apply(value));
    return user;
  }

  /**
   * The content encoding without {@code aws-chunked}, which is how the request was sent and says
   * nothing about the object.
   */
  private static Optional<String> contentEncoding(S3Request request) {
    Optional<String> header = request.header("content-encoding");
    if (header.isEmpty()) {
      return header;
    }
    SendableHeaders.requireFit(header.get());
    List<String> codings = new ArrayList<>();
    boolean chunked = false;
    for (String coding : header.get().split(",", -1)) {
      if (coding.strip().equalsIgnoreCase(CHUNKED)) {
        chunked = true;
      } else {
        codings.add(coding.strip());
      }
    }
    // A value without aws-chunked is kept byte for byte.
    return chunked
        ? Optional.of(String.join(",", codings)).filter(text -> !text.isEmpty())
        : header;
  }

  private static String storageClass(S3Request request) {
    Optional<String> named = request.header(STORAGE_CLASS);
    return named.isEmpty() ? ObjectAttributes.STANDARD : StorageClass.named(named.get()).name();
  }

  /**
   * Writes the fields that describe an object in the answer to GET and HEAD.
   *
   * @param overrides what the request wants in place of what is stored
   */
  public static void encode(ObjectRecord object, Headers overrides, S3Response response) {
    SystemMetadata system = object.attributes().system();
    write("content-type", Optional.of(system.contentType()), overrides, response);
    write("cache-control", system.cacheControl(), overrides, response);
    write("content-disposition", system.contentDisposition(), overrides, response);
    write("content-encoding", system.contentEncoding(), overrides, response);
    write("content-language", system.contentLanguage(), overrides, response);
    write("expires", system.expires(), overrides, response);
    object
        .attributes()
        .user()
        .forEach((name, value) -> response.header(USER_PREFIX + name, EncodedWords.encode(value)));
    if (!object.attributes().tags().isEmpty()) {
      response.header("x-amz-tagging-count", Integer.toString(object.attributes().tags().size()));
    }
    if (!object.attributes().storageClass().equals(ObjectAttributes.STANDARD)) {
      response.header(STORAGE_CLASS, object.attributes().storageClass());
    }
  }

  private static void write(
      String name, Optional<String> stored, Headers overrides, S3Response response) {
    response.header(name, overrides.first(name).or(() -> stored));
  }

  /** The fields that the query of a GET puts in place of those that are stored. */
  public static Headers overrides(S3Request request) {
    Headers.Builder overrides = Headers.builder();
    for (String parameter : OVERRIDES) {
      Optional<String> value = request.parameter(parameter);
      if (value.isPresent()) {
        overrides.add(
            parameter.substring(OVERRIDE_PREFIX.length()),
            requireHeaderText(parameter, value.get()));
      }
    }
    return SendableHeaders.requireFit(overrides.build());
  }

  /** A line break in the value would let the author of a link write header fields of our answer. */
  private static String requireHeaderText(String parameter, String value) {
    if (value.chars().anyMatch(c -> (c < ' ' && c != '\t') || c == 0x7F || c > 0xFF)) {
      throw new S3Exception(
              S3ErrorCode.INVALID_ARGUMENT, "Header value cannot be represented using ISO-8859-1.")
          .with("ArgumentName", parameter)
          .with("ArgumentValue", value);
    }
    return value;
  }
}
