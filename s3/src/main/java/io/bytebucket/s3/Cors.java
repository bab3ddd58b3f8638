package io.bytebucket.s3;

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
import io.bytebucket.s3.route.S3Address;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Tells browsers which pages of other origins may use a bucket: in answers to preflight requests,
 * which nobody signs, and in the header of every other answer. It guards nothing; permissions do.
 * Costs a request without an {@code Origin} nothing. Thread-safe.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/cors.html">Using cross-origin
 *     resource sharing</a>
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/API/RESTOPTIONSobject.html">OPTIONS
 *     object</a>
 */
public final class Cors {
  /** The most header fields that a preflight request may ask for. */
  private static final int REQUESTED_HEADERS_MAX = 100;

  /** Longer than any origin, and than the names of so many header fields. */
  private static final int ECHO_CHARS_MAX = 8 << 10;

  private static final String PREFLIGHT = "OPTIONS";
  private static final String ORIGIN = "origin";
  private static final String REQUEST_METHOD = "access-control-request-method";
  private static final String REQUEST_HEADERS = "access-control-request-headers";
  private static final String VARY =
      "Origin, Access-Control-Request-Headers, Access-Control-Request-Method";
  private static final List<String> METHODS = List.of("GET", "HEAD", "PUT", "POST", "DELETE");

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
    String origin =
        header(request, ORIGIN)
            .orElseThrow(() ->
                new S3Exception(
                    S3ErrorCode.BAD_REQUEST,
                    "Insufficient information. Origin request header needed."));
    String method =
        header(request, REQUEST_METHOD)
            .filter(METHODS::contains)
            .orElseThrow(() ->
                new S3Exception(
                    S3ErrorCode.BAD_REQUEST,
                    "Invalid Access-Control-Request-Method: "
                        + header(request, REQUEST_METHOD).orElse("null")));
    CorsConfiguration configuration =
        configuration(address)
            .orElseThrow(() ->
                forbidden("CORSResponse: CORS is not enabled for this bucket.", method, address));
    CorsRequest asked = new CorsRequest(origin, method, requestedHeaders(request));
    CorsRule rule =
        configuration
            .matching(asked)
            .orElseThrow(() ->
                forbidden(
                    "CORSResponse: This CORS request is not allowed. The bucket has no rule for"
                        + " this Origin, Access-Control-Request-Method and"
                        + " Access-Control-Request-Headers.",
                    method,
                    address));
    return new Response(200, headers(rule, asked), ResponseBody.EMPTY);
  }

  /**
   * An answer, with what its page may know of it.
   *
   * @param address what the request points at
   */
  Response share(Response response, Request request, S3Address address) {
    Optional<String> origin = header(request, ORIGIN);
    if (origin.isEmpty() || isPreflight(request)) {
      return response;
    }
    Optional<CorsConfiguration> configuration = configuration(address);
    if (configuration.isEmpty()) {
      return response;
    }
    CorsRequest asked =
        new CorsRequest(
            origin.get(),
            header(request, REQUEST_METHOD).orElse(request.method()),
            requestedHeaders(request));
    Headers.Builder headers = Headers.builder().addAll(response.headers());
    // A cache must not give a page the answer that another origin was given, or none.
    configuration
        .get()
        .matching(asked)
        .ifPresentOrElse(
            rule -> headers.addAll(headers(rule, asked)), () -> headers.add("vary", VARY));
    return new Response(response.status(), headers.build(), response.body());
  }

  private Optional<CorsConfiguration> configuration(S3Address address) {
    try {
      return settings.cors(new BucketName(address.bucketName()));
    } catch (StoreException e) {
      return switch (e.failure()) {
        case Failure.NoSuchBucket missing -> Optional.empty();
        case Failure.InvalidBucketName impossible -> Optional.empty();
        case Failure other -> throw e;
      };
    }
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

  private static List<String> requestedHeaders(Request request) {
    return header(request, REQUEST_HEADERS).stream()
        .flatMap(value -> Arrays.stream(value.split(",", REQUESTED_HEADERS_MAX)))
        .map(name -> name.strip().toLowerCase(Locale.ROOT))
        .filter(name -> !name.isEmpty())
        .distinct()
        .toList();
  }

  /** A field that means something; it is sent back, and so must not be as long as it likes. */
  private static Optional<String> header(Request request, String name) {
    return request
        .headers()
        .first(name)
        .map(String::strip)
        .filter(value -> !value.isEmpty() && value.length() <= ECHO_CHARS_MAX);
  }

  private static S3Exception forbidden(String message, String method, S3Address address) {
    return new S3Exception(S3ErrorCode.ACCESS_FORBIDDEN, message)
        .with("Method", method)
        .with("ResourceType", address.resourceType());
  }
}
