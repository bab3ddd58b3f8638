package io.bytebucket.s3.op.setting;

import io.bytebucket.core.bucket.CorsConfiguration;
import io.bytebucket.core.bucket.CorsRule;
import io.bytebucket.core.failure.Failure;
import io.bytebucket.core.failure.StoreException;
import io.bytebucket.s3.body.DocumentBody;
import io.bytebucket.s3.error.S3ErrorCode;
import io.bytebucket.s3.error.S3Exception;
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

/**
 * A CORS configuration as a document.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/ManageCorsUsing.html">Elements of
 *     a CORS configuration</a>
 */
final class CorsDocument {
  /** The longest document that is accepted, as on AWS. */
  static final int LIMIT_BYTES = 64 << 10;

  /** How much memory a text takes beside its characters. */
  private static final int TEXT_COST_BYTES = 100;

  private static final Set<String> ELEMENTS =
      Set.of(
          "ID", "AllowedMethod", "AllowedOrigin", "AllowedHeader", "ExposeHeader", "MaxAgeSeconds");

  private CorsDocument() {}

  /**
   * Reads a document.
   *
   * @throws S3Exception with {@link S3ErrorCode#MALFORMED_XML}
   * @throws StoreException with {@link Failure.InvalidCors}
   */
  static CorsConfiguration decode(XmlReader document, DocumentBody.Room room)
      throws MalformedXmlException, IOException {
    List<CorsRule> rules = new ArrayList<>();
    while (document.next()) {
      if (!document.name().equals("CORSRule")) {
        document.skip();
      } else {
        CorsConfiguration.requireRoom(rules.size());
        rules.add(rule(elements(document, room)));
      }
    }
    return new CorsConfiguration(rules);
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

  private static Optional<String> first(Map<String, List<String>> elements, String name) {
    return elements.getOrDefault(name, List.of()).stream().findFirst();
  }

  private static CorsRule rule(Map<String, List<String>> elements) {
    CorsRule rule =
        new CorsRule(
                first(elements, "ID").filter(text -> !text.isEmpty()),
                texts(elements, "AllowedMethod"),
                texts(elements, "AllowedOrigin"),
                texts(elements, "AllowedHeader"),
                texts(elements, "ExposeHeader"),
                OptionalInt.empty())
            .requireAllowed();
    return first(elements, "MaxAgeSeconds")
        .map(String::strip)
        .filter(age -> !age.isEmpty())
        .map(age -> rule.withMaxAgeSeconds(seconds(age)))
        .orElse(rule);
  }

  private static List<String> texts(Map<String, List<String>> elements, String name) {
    return elements.getOrDefault(name, List.of()).stream().map(String::strip).toList();
  }

  private static int seconds(String age) {
    try {
      return Integer.parseInt(age);
    } catch (NumberFormatException notANumber) {
      throw new S3Exception(S3ErrorCode.MALFORMED_XML);
    }
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
