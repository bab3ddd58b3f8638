package io.bytebucket.s3.auth;

import io.bytebucket.http.Headers;
import io.bytebucket.http.Query;
import io.bytebucket.http.Request;
import io.bytebucket.s3.body.PayloadForm;
import io.bytebucket.s3.error.S3ErrorCode;
import io.bytebucket.s3.error.S3Exception;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The parameters of a link that stand for header fields of the same name. Many libraries put
 * metadata, tags, a storage class, an access control list or the expected owner of a bucket there
 * by default, where they are signed with the rest of the query. If there is a header field of the
 * same name, it counts instead: it must be signed too, or the link is refused.
 *
 * <p>Four kinds of parameters are ignored although they are signed. {@code x-amz-copy-source},
 * which AWS ignores there too. The values of checksums, and the algorithm with which a library
 * computed them: a link is signed before there is a body, and some libraries put the checksum of an
 * empty body into it. And the parameters that describe how the body is framed, which only its
 * sender can know.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/API/sigv4-query-string-auth.html">Using
 *     Query Parameters</a>
 */
final class LinkHeaders {
  private static final String AMZ_PREFIX = "x-amz-";
  private static final String CHECKSUM_PREFIX = "x-amz-checksum-";

  private static final String COPY_SOURCE = "x-amz-copy-source";

  /** The parameters that make up the signature, its payload hash included. */
  private static final Set<String> CLAIM =
      Set.of(
          "x-amz-algorithm",
          "x-amz-credential",
          "x-amz-date",
          "x-amz-expires",
          "x-amz-signedheaders",
          "x-amz-signature",
          PayloadForm.HEADER);

  /** The same in the spelling that every library uses. Most links have no other parameters. */
  private static final Set<String> CLAIM_AS_WRITTEN =
      Set.of(
          "X-Amz-Algorithm",
          "X-Amz-Credential",
          "X-Amz-Date",
          "X-Amz-Expires",
          "X-Amz-SignedHeaders",
          "X-Amz-Signature");

  /** Up to so many names are compared one by one, which is faster than hashing them. */
  private static final int FEW_PARAMETERS = 16;

  private static final Set<String> PASSED_OVER =
      Set.of(
          COPY_SOURCE,
          "x-amz-sdk-checksum-algorithm",
          "x-amz-trailer",
          "x-amz-decoded-content-length");

  /** The parameters about checksums that hold no checksum. */
  private static final Set<String> CHECKSUM_WISHES =
      Set.of(CHECKSUM_PREFIX + "algorithm", CHECKSUM_PREFIX + "type", CHECKSUM_PREFIX + "mode");

  /**
   * Further fields that a link of Version 2 may carry as parameters, because its signature covers
   * them.
   */
  private static final Set<String> ALSO_IN_V2 = Set.of("content-type", "content-md5");

  private LinkHeaders() {}

  /**
   * Whether a parameter of a link of Version 2 is signed as the header of its name. A copy source
   * is not: it is ignored as a parameter, so if it were signed like the header, one link could do
   * two things.
   */
  static boolean isSignedInV2(String parameter) {
    String name = parameter.toLowerCase(Locale.ROOT);
    return (name.startsWith(AMZ_PREFIX) && !name.equals(COPY_SOURCE)) || ALSO_IN_V2.contains(name);
  }

  /** All that a link of Version 2 signs as headers, even what is then ignored. */
  static Headers signedInV2(Request request, Query query) {
    Headers.Builder headers = Headers.builder().addAll(request.headers());
    for (Query.Parameter parameter : query.parameters()) {
      if (isSignedInV2(parameter.name())) {
        add(headers, parameter, request);
      }
    }
    return headers.build();
  }

  /** The request that a link of Version 2 stands for, once its signature is right. */
  static Request appliedV2(Request request, Query query) {
    return applied(request, query, ALSO_IN_V2);
  }

  /** The request that a link of Version 4 stands for, once its signature is right. */
  static Request appliedV4(Request request, Query query) {
    return applied(request, query, Set.of());
  }

  private static Request applied(Request request, Query query, Set<String> others) {
    requireSingle(query.parameters(), others);
    Headers.@Nullable Builder headers = null;
    for (Query.Parameter parameter : query.parameters()) {
      if (isHeader(parameter.name(), others)) {
        headers = headers == null ? Headers.builder().addAll(request.headers()) : headers;
        add(headers, parameter, request);
      }
    }
    return headers == null ? request : request.withHeaders(headers.build());
  }

  private static boolean isHeader(String parameter, Set<String> others) {
    if (CLAIM_AS_WRITTEN.contains(parameter)) {
      return false;
    }
    String name = parameter.toLowerCase(Locale.ROOT);
    return others.contains(name) || (name.startsWith(AMZ_PREFIX) && !isPassedOver(name));
  }

  private static void add(Headers.Builder headers, Query.Parameter parameter, Request request) {
    String name = parameter.name().toLowerCase(Locale.ROOT);
    if (request.headers().contains(name)) {
      return;
    }
    // A line break would end the header field, and also the line of the field in what Version 2
    // signs.
    if (!isFieldName(name) || !isFieldText(parameter.value())) {
      throw new S3Exception(
              S3ErrorCode.INVALID_ARGUMENT, "The parameter cannot be that of a header field.")
          .with("ArgumentName", parameter.name());
    }
    headers.add(name, parameter.value());
  }

  private static boolean isFieldName(String name) {
    return name.chars()
        .allMatch(
            c -> c < 0x80 && (Character.isLetterOrDigit(c) || "!#$%&'*+-.^_`|~".indexOf(c) >= 0));
  }

  private static boolean isFieldText(String value) {
    return value.chars().noneMatch(c -> (c < ' ' && c != '\t') || c == 0x7F);
  }

  private static boolean isPassedOver(String name) {
    return CLAIM.contains(name)
        || PASSED_OVER.contains(name)
        || (name.startsWith(CHECKSUM_PREFIX) && !CHECKSUM_WISHES.contains(name));
  }

  /**
   * Refuses a link in which a name has two values. The order of parameters is not signed, so the
   * link could be changed to mean the other value. The names of header fields are compared without
   * regard to case.
   */
  private static void requireSingle(List<Query.Parameter> parameters, Set<String> others) {
    if (parameters.size() > FEW_PARAMETERS) {
      requireSingleOfMany(parameters, others);
      return;
    }
    for (int i = 1; i < parameters.size(); i++) {
      Query.Parameter parameter = parameters.get(i);
      for (int j = 0; j < i; j++) {
        Query.Parameter before = parameters.get(j);
        if (before.name().equalsIgnoreCase(parameter.name())
            && nameOf(before, others).equals(nameOf(parameter, others))) {
          requireSame(before.value(), parameter);
        }
      }
    }
  }

  private static void requireSingleOfMany(List<Query.Parameter> parameters, Set<String> others) {
    Map<String, String> seen = new HashMap<>();
    for (Query.Parameter parameter : parameters) {
      String before = seen.put(nameOf(parameter, others), parameter.value());
      if (before != null) {
        requireSame(before, parameter);
      }
    }
  }

  private static String nameOf(Query.Parameter parameter, Set<String> others) {
    String field = parameter.name().toLowerCase(Locale.ROOT);
    return field.startsWith(AMZ_PREFIX) || others.contains(field) ? field : parameter.name();
  }

  private static void requireSame(String before, Query.Parameter parameter) {
    if (!before.equals(parameter.value())) {
      throw new S3Exception(
              S3ErrorCode.INVALID_ARGUMENT, "A link must not give a parameter two values.")
          .with("ArgumentName", parameter.name());
    }
  }
}
