package io.bytebucket.s3;

import io.bytebucket.core.access.KnownBuckets;
import io.bytebucket.core.bucket.BucketName;
import io.bytebucket.core.bucket.BucketSettings;
import io.bytebucket.core.bucket.CorsConfiguration;
import io.bytebucket.core.bucket.CorsRequest;
import io.bytebucket.core.bucket.CorsRule;
import io.bytebucket.core.failure.Failure;
import io.bytebucket.core.failure.StoreException;
import io.bytebucket.http.Headers;
import io.bytebucket.http.Request;
import io.bytebucket.http.Response;
import io.bytebucket.http.ResponseBody;
import io.bytebucket.s3.error.S3ErrorCode;
import io.bytebucket.s3.error.S3Exception;
import io.bytebucket.s3.route.Route;
import io.bytebucket.s3.route.S3Address;
import java.util.List;
import java.util.Optional;

/**
 * Tells browsers which pages of other origins may use a bucket: in answers to preflight requests,
 * which nobody signs, and in the header of every other answer. It guards nothing; permissions do.
 * Thread-safe.
 *
 * <p>Every answer that would be another one for another origin says so to caches in {@code Vary},
 * also that to a request without an origin, which AWS leaves out: a cache would give it to a page.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/cors.html">Using cross-origin
 *     resource sharing</a>
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/API/RESTOPTIONSobject.html">OPTIONS
 *     object</a>
 */
public final class Cors {
  /** Longer than any origin, and than the names of so many header fields. */
  private static final int ECHO_CHARS_MAX = 8 << 10;

  private static final String PREFLIGHT = "OPTIONS";
  private static final String ORIGIN = "origin";
  private static final String REQUEST_METHOD = "access-control-request-method";
  private static final String REQUEST_HEADERS = "access-control-request-headers";
  private static final String VARY =
      "Origin, Access-Control-Request-Headers, Access-Control-Request-Method";
  private static final Headers VARIES = Headers.builder().add("vary", VARY).build();
  private static final String NOT_ALLOWED =
      "CORSResponse: This CORS request is not allowed. This is usually because the evalution of"
          + " Origin, request method / Access-Control-Request-Method or"
          + " Access-Control-Request-Headers are not whitelisted by the resource's CORS spec.";

  private final BucketSettings settings;

  /** What the settings of buckets say. */
  public Cors(BucketSettings settings) {
    this.settings = settings;
  }

  /** Whether a request only asks what a page may do. */
  static boolean isPreflight(Request request) {
    return request.method().equals(PREFLIGHT);
  }

  /**
   * Answers a preflight request.
   *
   * @throws S3Exception with {@link S3ErrorCode#BAD_REQUEST}, or with {@link
   *     S3ErrorCode#ACCESS_FORBIDDEN} when no rule allows what is asked for
   */
  Response preflight(Request request, S3Address address) {
    String method = header(request, REQUEST_METHOD).orElse(PREFLIGHT);
    CorsRequest asked =
        asked(request, method)
            .orElseThrow(() ->
                new S3Exception(
                    S3ErrorCode.BAD_REQUEST,
                    "Insufficient information. Origin request header needed."));
    CorsConfiguration configuration = require(address, method);
    if (!CorsRule.METHODS.contains(method)) {
      throw new S3Exception(
          S3ErrorCode.BAD_REQUEST,
          "Invalid Access-Control-Request-Method: "
              + header(request, REQUEST_METHOD).orElse("null"));
    }
    CorsRule rule =
        configuration
            .matching(asked)
            .orElseThrow(() -> forbidden(NOT_ALLOWED, method, address.resourceType()));
    return new Response(200, headers(rule, asked), ResponseBody.EMPTY);
  }

  /** What nothing is configured for is refused as a whole, also where an object is asked about. */
  private CorsConfiguration require(S3Address address, String method) {
    String bucket = Route.Level.BUCKET.name();
    try {
      return settings
          .cors(new BucketName(address.bucketName()))
          .orElseThrow(() ->
              forbidden("CORSResponse: CORS is not enabled for this bucket.", method, bucket));
    } catch (StoreException e) {
      throw switch (e.failure()) {
        case Failure.NoSuchBucket _, Failure.InvalidBucketName _ ->
            forbidden("CORSResponse: Bucket not found", method, bucket);
        case Failure other -> e;
      };
    }
  }

  /**
   * An answer, with what its page may know of it.
   *
   * @param bucket the name of the bucket it points at; empty when that is none, or not known
   * @param known what the request got to know of buckets
   */
  Response share(Response response, Request request, String bucket, KnownBuckets known) {
    if (isPreflight(request)) {
      return response.headers().contains("vary") ? response : with(response, VARIES);
    }
    return find(bucket, known)
        .map(configuration -> with(response, headers(configuration, request)))
        .orElse(response);
  }

  private static Headers headers(CorsConfiguration configuration, Request request) {
    return asked(request, header(request, REQUEST_METHOD).orElse(request.method()))
        .flatMap(asked -> configuration.matching(asked).map(rule -> headers(rule, asked)))
        .orElse(VARIES);
  }

  private static Response with(Response response, Headers more) {
    return new Response(
        response.status(),
        Headers.builder().addAll(response.headers()).addAll(more).build(),
        response.body());
  }

  /** The rules of a bucket; none for one that is not there, which is no failure of this request. */
  private Optional<CorsConfiguration> find(String bucket, KnownBuckets known) {
    return BucketName.isValid(bucket)
        ? known.find(new BucketName(bucket)).flatMap(facts -> settings.cors(facts.bucket()))
        : Optional.empty();
  }

  private static Headers headers(CorsRule rule, CorsRequest asked) {
    Headers.Builder headers = Headers.builder();
    if (rule.allowsAnyOrigin()) {
      headers.add("access-control-allow-origin", CorsRule.ANY_ORIGIN);
    } else {
      headers
          .add("access-control-allow-origin", asked.origin())
          .add("access-control-allow-credentials", "true");
    }
    headers.add("access-control-allow-methods", String.join(", ", rule.allowedMethods()));
    addUnlessEmpty(headers, "access-control-allow-headers", asked.headers());
    addUnlessEmpty(headers, "access-control-expose-headers", rule.exposeHeaders());
    rule.maxAgeSeconds()
        .ifPresent(seconds -> headers.add("access-control-max-age", Integer.toString(seconds)));
    return headers.add("vary", VARY).build();
  }

  private static void addUnlessEmpty(Headers.Builder headers, String name, List<String> values) {
    if (!values.isEmpty()) {
      headers.add(name, String.join(", ", values));
    }
  }

  /** What a page asks; empty when it is of no other origin. */
  private static Optional<CorsRequest> asked(Request request, String method) {
    List<String> headers =
        header(request, REQUEST_HEADERS)
            .map(value -> List.of(value.split(",", CorsRequest.HEADERS_MAX)))
            .orElse(List.of());
    return header(request, ORIGIN).flatMap(origin -> CorsRequest.of(origin, method, headers));
  }

  /** A field that means something; it is sent back, and so must not be as long as it likes. */
  private static Optional<String> header(Request request, String name) {
    return request
        .headers()
        .first(name)
        .map(String::strip)
        .filter(value -> !value.isEmpty() && value.length() <= ECHO_CHARS_MAX);
  }

  private static S3Exception forbidden(String message, String method, String resourceType) {
    return new S3Exception(S3ErrorCode.ACCESS_FORBIDDEN, message)
        .with("Method", method)
        .with("ResourceType", resourceType);
  }
}
