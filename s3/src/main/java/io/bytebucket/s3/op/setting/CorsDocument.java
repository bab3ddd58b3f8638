package io.bytebucket.s3.op.setting;

import io.bytebucket.core.bucket.CorsConfiguration;
import io.bytebucket.core.bucket.CorsRule;
import io.bytebucket.s3.body.DocumentBody;
import io.bytebucket.s3.error.S3ErrorCode;
import io.bytebucket.s3.error.S3Exception;
import io.bytebucket.s3.op.value.SendableHeaders;
import io.bytebucket.s3.xml.MalformedXmlException;
import io.bytebucket.s3.xml.XmlReader;
import io.bytebucket.s3.xml.XmlWriter;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A CORS configuration as a document, with AWS's rules for what it may hold.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/ManageCorsUsing.html">Elements of
 *     a CORS configuration</a>
 */
final class CorsDocument {
  /** The longest document that is accepted, as on AWS. */
  static final int LIMIT_BYTES = 64 << 10;

  private static final int ID_CHARS_MAX = 255;

  /** How much memory a text takes beside its characters. */
  private static final int TEXT_COST_BYTES = 100;

  private static final Set<String> ELEMENTS =
      Set.of(
          "ID", "AllowedMethod", "AllowedOrigin", "AllowedHeader", "ExposeHeader", "MaxAgeSeconds");
  private static final Set<String> METHODS = Set.of("GET", "PUT", "HEAD", "POST", "DELETE");

  /** A token of HTTP, in which a star is an ordinary character. */
  private static final Pattern FIELD_NAME = Pattern.compile("[A-Za-z0-9!#$%&'*+.^_`|~-]+");

  private CorsDocument() {}

  /**
   * Reads a document.
   *
   * @throws S3Exception with {@link S3ErrorCode#MALFORMED_XML} or {@link
   *     S3ErrorCode#INVALID_REQUEST}
   */
  static CorsConfiguration decode(XmlReader document, DocumentBody.Room room)
      throws MalformedXmlException, IOException {
    List<CorsRule> rules = new ArrayList<>();
    while (document.next()) {
      if (!document.name().equals("CORSRule")) {
        document.skip();
      } else if (rules.size() == CorsConfiguration.RULE_LIMIT) {
        throw invalid(
            "The number of CORS rules should not exceed allowed limit of "
                + CorsConfiguration.RULE_LIMIT
                + " rules.");
      } else {
        rules.add(rule(elements(document, room)));
      }
    }
    if (rules.isEmpty()) {
      throw new S3Exception(S3ErrorCode.MALFORMED_XML);
    }
    return new CorsConfiguration(List.copyOf(rules));
  }

  /** The texts of a rule's elements by their names, each in order. */
  private static Map<String, List<String>> elements(XmlReader rule, DocumentBody.Room room)
      throws MalformedXmlException, IOException {
    Map<String, List<String>> elements = new HashMap<>();
    while (rule.next()) {
      String name = rule.name();
      if (ELEMENTS.contains(name)) {
        String text = rule.text(LIMIT_BYTES);
        room.take(TEXT_COST_BYTES + 2L * text.length());
        elements.computeIfAbsent(name, first -> new ArrayList<>()).add(text);
      } else {
        rule.skip();
      }
    }
    return elements;
  }

  private static Optional<String> first(Map<String, List<String>> rule, String name) {
    return rule.getOrDefault(name, List.of()).stream().findFirst();
  }

  private static CorsRule rule(Map<String, List<String>> rule) {
    Optional<String> id = first(rule, "ID").filter(text -> !text.isEmpty());
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
    headers.forEach(header -> requireFieldName("AllowedHeader", header));
    exposed.forEach(CorsDocument::requireNoStar);
    exposed.forEach(header -> requireFieldName("ExposeHeader", header));
    requireSendable(methods, exposed);
    return new CorsRule(id, methods, origins, headers, exposed, maxAgeSeconds(rule));
  }

  private static List<String> texts(Map<String, List<String>> rule, String name) {
    List<String> texts = rule.getOrDefault(name, List.of()).stream().map(String::strip).toList();
    // Any of them may be sent in a header field, where a line break would begin another field.
    if (texts.stream().anyMatch(text -> text.chars().anyMatch(c -> c < ' '))) {
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

  /**
   * Refuses lists that are too long: they stand in the header of every answer that the rule allows.
   */
  private static void requireSendable(List<String> methods, List<String> exposed) {
    int size =
        Stream.of(methods, exposed).flatMap(List::stream).mapToInt(s -> s.length() + 2).sum();
    if (size > SendableHeaders.SYSTEM_LIMIT_BYTES) {
      throw invalid("The methods and exposed headers of a CORS rule must not exceed 8 KiB.");
    }
  }

  /**
   * Refuses what cannot be the name of a header field. AWS takes an empty origin, but no empty
   * name.
   */
  private static void requireFieldName(String element, String text) {
    if (text.isEmpty()) {
      throw new S3Exception(S3ErrorCode.MALFORMED_XML);
    }
    if (!FIELD_NAME.matcher(text).matches()) {
      throw invalid(element + " \"" + text + "\" contains invalid character.");
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

  private static OptionalInt maxAgeSeconds(Map<String, List<String>> rule) {
    Optional<String> text =
        first(rule, "MaxAgeSeconds").map(String::strip).filter(age -> !age.isEmpty());
    if (text.isEmpty()) {
      return OptionalInt.empty();
    }
    try {
      int seconds = Integer.parseInt(text.get());
      if (seconds >= 0) {
        return OptionalInt.of(seconds);
      }
    } catch (NumberFormatException notANumber) {
      // Refused below, like a negative number.
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
