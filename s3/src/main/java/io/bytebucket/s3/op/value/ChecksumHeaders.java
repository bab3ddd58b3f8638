package io.bytebucket.s3.op.value;

import io.bytebucket.core.checksum.Checksum;
import io.bytebucket.core.checksum.ChecksumAlgorithm;
import io.bytebucket.core.checksum.DigestClaims;
import io.bytebucket.core.layout.ObjectPart;
import io.bytebucket.core.object.ObjectRecord;
import io.bytebucket.core.upload.UploadCompleter;
import io.bytebucket.s3.body.ChecksumField;
import io.bytebucket.s3.error.S3ErrorCode;
import io.bytebucket.s3.error.S3Exception;
import io.bytebucket.s3.route.S3Request;
import io.bytebucket.s3.route.S3Response;
import io.bytebucket.s3.xml.XmlFields;
import io.bytebucket.s3.xml.XmlWriter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Checksums in header fields and documents: those that a client sends with its bytes, and those
 * that answers carry.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/checking-object-integrity.html">Checking
 *     object integrity in Amazon S3</a>
 */
public final class ChecksumHeaders {
  private static final String PREFIX = ChecksumField.PREFIX;
  private static final String SDK_ALGORITHM = "x-amz-sdk-checksum-algorithm";
  private static final int MD5_BYTES = 16;

  private ChecksumHeaders() {}

  /** The claims of a request with a body. The trailer is looked at when the body has ended. */
  public static DigestClaims decode(S3Request request) {
    Optional<String> contentMd5 = request.headers().first("content-md5");
    contentMd5.ifPresent(ChecksumHeaders::requireMd5);
    List<String> named = new ArrayList<>();
    request
        .headers()
        .forEach((name, value) -> {
          if (name.startsWith(PREFIX) && isValueHeader(name)) {
            named.add(name);
          }
        });
    Optional<String> trailer =
        request
            .header("x-amz-trailer")
            .map(name -> name.strip().toLowerCase(Locale.ROOT))
            .filter(name -> name.startsWith(PREFIX));
    trailer.ifPresent(named::add);
    if (named.size() > 1) {
      throw new S3Exception(
          S3ErrorCode.INVALID_REQUEST,
          "Expecting a single x-amz-checksum- header. Multiple checksum Types are not allowed.");
    }
    Optional<ChecksumAlgorithm> announced = announced(request);
    if (named.isEmpty()) {
      return withoutValue(request, contentMd5, announced);
    }
    String header = named.getFirst();
    ChecksumAlgorithm algorithm =
        ChecksumAlgorithm.named(header.substring(PREFIX.length()))
            .orElseThrow(ChecksumHeaders::unknownAlgorithm);
    if (announced.filter(other -> other != algorithm).isPresent()) {
      throw new S3Exception(
          S3ErrorCode.INVALID_REQUEST, "Value for " + SDK_ALGORITHM + " header is invalid.");
    }
    if (trailer.isPresent()) {
      return new DigestClaims(
          contentMd5,
          algorithm,
          () -> request.body().trailers().first(header).map(v -> require(algorithm, header, v)));
    }
    String value = require(algorithm, header, request.headers().first(header).orElse(""));
    return new DigestClaims(contentMd5, algorithm, () -> Optional.of(value));
  }

  /**
   * Whether the field holds the checksum of a body; {@code x-amz-checksum-algorithm}, {@code -type}
   * and {@code -mode} hold none.
   */
  private static boolean isValueHeader(String name) {
    return !name.equals(PREFIX + "algorithm")
        && !name.equals(PREFIX + "type")
        && !name.equals(PREFIX + "mode");
  }

  /** The algorithm that the client's library says it used. */
  private static Optional<ChecksumAlgorithm> announced(S3Request request) {
    return request.header(SDK_ALGORITHM).map(ChecksumHeaders::algorithm);
  }

  private static ChecksumAlgorithm algorithm(String name) {
    return ChecksumAlgorithm.named(name)
        .orElseThrow(() ->
            new S3Exception(
                S3ErrorCode.INVALID_REQUEST,
                "Checksum algorithm provided is unsupported. Please try again with any of the valid"
                    + " types: "
                    + Arrays.stream(ChecksumAlgorithm.values())
                        .map(ChecksumAlgorithm::name)
                        .sorted()
                        .toList()));
  }

  private static DigestClaims withoutValue(
      S3Request request, Optional<String> contentMd5, Optional<ChecksumAlgorithm> announced) {
    if (announced.isPresent()) {
      throw new S3Exception(
          S3ErrorCode.INVALID_REQUEST,
          SDK_ALGORITHM
              + " specified, but no corresponding x-amz-checksum-* or x-amz-trailer headers were"
              + " found.");
    }
    ChecksumAlgorithm algorithm = wanted(request).orElse(ChecksumAlgorithm.DEFAULT);
    return new DigestClaims(contentMd5, algorithm, Optional::empty);
  }

  private static S3Exception unknownAlgorithm() {
    return new S3Exception(
        S3ErrorCode.INVALID_REQUEST,
        "The algorithm type you specified in x-amz-checksum- header is invalid.");
  }

  private static String require(ChecksumAlgorithm algorithm, String header, String value) {
    if (Checksum.parse(algorithm, value).isEmpty()) {
      throw invalidValue(header);
    }
    return value;
  }

  private static S3Exception invalidValue(String header) {
    return new S3Exception(
        S3ErrorCode.INVALID_REQUEST, "Value for " + header + " header is invalid.");
  }

  private static void requireMd5(String value) {
    try {
      if (Base64.getDecoder().decode(value).length == MD5_BYTES) {
        return;
      }
    } catch (IllegalArgumentException notBase64) {
      // Refused below, like a value of the wrong length.
    }
    throw new S3Exception(S3ErrorCode.INVALID_DIGEST).with("Content-MD5", value);
  }

  /** The checksum of a whole object. */
  public static void encode(ObjectRecord object, S3Response response) {
    object
        .checksum()
        .ifPresent(value ->
            response
                .header(ChecksumField.of(value.algorithm()), value.text(object.partCount()))
                .header(PREFIX + "type", value.type().name()));
  }

  /** The checksum of a part. */
  public static void encodePart(ChecksumAlgorithm algorithm, String base64, S3Response response) {
    response.header(ChecksumField.of(algorithm), base64);
  }

  /**
   * The checksum of one part, in the answer to a read of that part. As on S3, when the checksum of
   * the object is one of the whole, it is sent only if the object has no other part.
   */
  public static void encodePart(ObjectRecord object, ObjectPart part, S3Response response) {
    if (object.checksum().isEmpty()) {
      return;
    }
    Checksum whole = object.checksum().get();
    switch (whole.type()) {
      case COMPOSITE ->
          part.checksum()
              .ifPresent(checksum ->
                  response
                      .header(ChecksumField.of(checksum.algorithm()), checksum.base64())
                      .header(PREFIX + "type", whole.type().name()));
      case FULL_OBJECT -> {
        if (object.partCount() == 1) {
          encode(object, response);
        }
      }
    }
  }

  /** The checksum of an object as an element of a document. */
  public static void write(XmlWriter xml, Checksum checksum, int partCount) {
    write(xml, checksum.algorithm(), checksum.text(partCount), checksum.type());
  }

  private static void write(
      XmlWriter xml, ChecksumAlgorithm algorithm, String value, Checksum.Type type) {
    xml.element("Checksum" + algorithm.name(), value).element("ChecksumType", type.name());
  }

  /** The same, without the number of parts behind a composite checksum. */
  public static void writeWhole(XmlWriter xml, Checksum checksum) {
    write(xml, checksum.algorithm(), checksum.base64(), checksum.type());
  }

  /**
   * The checksum that the client expects the object to have, from a request that does not send the
   * object's bytes. A composite one may end in the number of parts.
   *
   * @throws S3Exception with {@link S3ErrorCode#INVALID_REQUEST} when it is not a checksum of its
   *     algorithm
   */
  public static Optional<String> ofObject(S3Request request) {
    Optional<ChecksumAlgorithm> algorithm = claimed(request);
    if (algorithm.isEmpty()) {
      return Optional.empty();
    }
    String header = ChecksumField.of(algorithm.get());
    Optional<String> value = request.headers().first(header);
    if (value.isPresent() && !Checksum.isOfObject(algorithm.get(), value.get())) {
      throw invalidValue(header);
    }
    return value;
  }

  /** The checksum that the list of parts of a completion gives for one part. */
  public static Optional<UploadCompleter.Claim> ofPart(XmlFields part) {
    return Arrays.stream(ChecksumAlgorithm.values())
        .flatMap(algorithm ->
            part.text("Checksum" + algorithm.name()).stream()
                .map(text -> new UploadCompleter.Claim(algorithm, text.strip())))
        .findFirst();
  }

  /** The checksum of a part as an element of a document. */
  public static void writePart(XmlWriter xml, Checksum checksum) {
    xml.element("Checksum" + checksum.algorithm().name(), checksum.base64());
  }

  /** The algorithm of the checksum that comes with the body, if one does. */
  public static Optional<ChecksumAlgorithm> claimed(S3Request request) {
    List<ChecksumAlgorithm> named = new ArrayList<>();
    request
        .headers()
        .forEach((name, value) -> {
          if (name.startsWith(PREFIX) && isValueHeader(name)) {
            ChecksumAlgorithm.named(name.substring(PREFIX.length())).ifPresent(named::add);
          }
        });
    return named.stream()
        .findFirst()
        .or(() ->
            request
                .header("x-amz-trailer")
                .map(name -> name.strip().toLowerCase(Locale.ROOT))
                .filter(name -> name.startsWith(PREFIX))
                .flatMap(name -> ChecksumAlgorithm.named(name.substring(PREFIX.length()))));
  }

  /**
   * The algorithm a request asks for by {@code x-amz-checksum-algorithm}.
   *
   * @throws S3Exception with {@link S3ErrorCode#INVALID_REQUEST}
   */
  public static Optional<ChecksumAlgorithm> wanted(S3Request request) {
    return request.header(PREFIX + "algorithm").map(ChecksumHeaders::algorithm);
  }

  /**
   * The type a request asks for by {@code x-amz-checksum-type}.
   *
   * @throws S3Exception with {@link S3ErrorCode#INVALID_REQUEST}
   */
  public static Optional<Checksum.Type> wantedType(S3Request request) {
    return request
        .header(PREFIX + "type")
        .map(name ->
            Arrays.stream(Checksum.Type.values())
                .filter(type -> type.name().equalsIgnoreCase(name))
                .findFirst()
                .orElseThrow(() ->
                    new S3Exception(
                        S3ErrorCode.INVALID_REQUEST,
                        "Value for x-amz-checksum-type header is invalid.")));
  }

  /**
   * Whether the client asked for checksums. The value is compared without regard to case, as on S3.
   */
  public static boolean isWanted(S3Request request) {
    return request.header(PREFIX + "mode").filter("ENABLED"::equalsIgnoreCase).isPresent();
  }
}
