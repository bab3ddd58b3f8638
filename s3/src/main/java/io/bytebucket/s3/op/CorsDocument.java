package io.bytebucket.s3.op;

import io.bytebucket.core.bucket.CorsConfiguration;
import io.bytebucket.core.bucket.CorsRule;
import io.bytebucket.s3.error.S3ErrorCode;
import io.bytebucket.s3.error.S3Exception;
import io.bytebucket.s3.xml.XmlElement;
import io.bytebucket.s3.xml.XmlWriter;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/**
 * A CORS configuration as a document, with AWS's rules for what it may hold.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/ManageCorsUsing.html">Elements of
 *     a CORS configuration</a>
 */
final class CorsDocument {
  /** The longest document that is read, as on AWS. */
  static final int LIMIT_BYTES = 64 << 10;

  private static final int ID_CHARS_MAX = 255;
  private static final Set<String> METHODS = Set.of("GET", "PUT", "HEAD", "POST", "DELETE");

  private CorsDocument() {}

  /**
   * What a document says.
   *
   * @throws S3Exception with {@link S3ErrorCode#MALFORMED_XML} or {@link
   *     S3ErrorCode#INVALID_REQUEST}
   */
  static CorsConfiguration decode(XmlElement document) {
    List<XmlElement> rules = document.children("CORSRule");
    if (rules.isEmpty()) {
      throw new S3Exception(S3ErrorCode.MALFORMED_XML);
    }
    if (rules.size() > CorsConfiguration.RULE_LIMIT) {
      throw invalid(
          "The number of CORS rules should not exceed allowed limit of "
              + CorsConfiguration.RULE_LIMIT
              + " rules.");
    }
    return new CorsConfiguration(rules.stream().map(CorsDocument::rule).toList());
  }

  private static CorsRule rule(XmlElement rule) {
    Optional<String> id = rule.childText("ID").filter(text -> !text.isEmpty());
    if (id.filter(text -> text.length() > ID_CHARS_MAX).isPresent()) {
      throw invalid("The ID of a CORS rule must not be longer than 255 characters.");
    }
    List<String> methods = texts(rule, "AllowedMethod");
    List<String> origins = texts(rule, "AllowedOrigin");
    List<String> headers = texts(rule, "AllowedHeader");
    List<String> exposed = texts(rule, "ExposeHeader");
    if (methods.isEmpty() || origins.isEmpty()) {
      throw new S3Exception(S3ErrorCode.MALFORMED_XML);
    }
    methods.forEach(CorsDocument::requireMethod);
    origins.forEach(origin -> requireOneStar("AllowedOrigin", origin));
    headers.forEach(header -> requireOneStar("AllowedHeader", header));
    exposed.forEach(CorsDocument::requireNoStar);
    return new CorsRule(id, methods, origins, headers, exposed, maxAgeSeconds(rule));
  }

  private static List<String> texts(XmlElement rule, String name) {
    List<String> texts =
        rule.children(name).stream().map(XmlElement::text).map(String::strip).toList();
    // Each may stand in the header of an answer, where a line break would start another field.
    if (texts.stream().anyMatch(text -> text.isEmpty() || text.chars().anyMatch(c -> c < ' '))) {
      throw new S3Exception(S3ErrorCode.MALFORMED_XML);
    }
    return texts;
  }

  private static void requireMethod(String method) {
    if (!METHODS.contains(method)) {
      throw invalid(
          "Found unsupported HTTP method in CORS config. Unsupported method is " + method);
    }
  }

  private static void requireOneStar(String element, String text) {
    if (text.indexOf('*') != text.lastIndexOf('*')) {
      throw invalid(element + " \"" + text + "\" can not have more than one wildcard.");
    }
  }

  private static void requireNoStar(String header) {
    if (header.indexOf('*') >= 0) {
      throw invalid(
          "ExposeHeader \""
              + header
              + "\" contains wildcard. We currently do not support wildcard for ExposeHeader.");
    }
  }

  private static OptionalInt maxAgeSeconds(XmlElement rule) {
    Optional<String> text =
        rule.childText("MaxAgeSeconds").map(String::strip).filter(age -> !age.isEmpty());
    if (text.isEmpty()) {
      return OptionalInt.empty();
    }
    try {
      int seconds = Integer.parseInt(text.get());
      if (seconds >= 0) {
        return OptionalInt.of(seconds);
      }
    } catch (NumberFormatException notANumber) {
      // As one below zero.
    }
    throw new S3Exception(S3ErrorCode.MALFORMED_XML);
  }

  private static S3Exception invalid(String message) {
    return new S3Exception(S3ErrorCode.INVALID_REQUEST, message);
  }

  /** Writes the content of the document. */
  static void write(XmlWriter xml, CorsConfiguration configuration) {
    for (CorsRule rule : configuration.rules()) {
      xml.element(
          "CORSRule",
          out -> {
            rule.id().ifPresent(id -> out.element("ID", id));
            rule.allowedHeaders().forEach(header -> out.element("AllowedHeader", header));
            rule.allowedMethods().forEach(method -> out.element("AllowedMethod", method));
            rule.allowedOrigins().forEach(origin -> out.element("AllowedOrigin", origin));
            rule.exposeHeaders().forEach(header -> out.element("ExposeHeader", header));
            rule.maxAgeSeconds()
                .ifPresent(seconds -> out.element("MaxAgeSeconds", Integer.toString(seconds)));
          });
    }
  }
}
