package io.bytebucket.s3.form;

import io.bytebucket.s3.error.S3ErrorCode;
import io.bytebucket.s3.error.S3Exception;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.TokenStreamFactory;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.json.JsonReadFeature;

/**
 * Reads the JSON of one policy. Its length is bounded by what may stand before the file of a form.
 * Used by one thread, once.
 */
final class PolicyDocument {
  private static final String RANGE = "content-length-range";

  /** As many digits as any size has. */
  private static final Pattern SIZE = Pattern.compile("[0-9]{1,18}");

  /** Immutable as set up here: it remembers no names, which anybody could fill it with. */
  private static final JsonFactory JSON =
      JsonFactory.builder()
          .disable(TokenStreamFactory.Feature.CANONICALIZE_PROPERTY_NAMES)
          .disable(TokenStreamFactory.Feature.INTERN_PROPERTY_NAMES)
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          // AWS has a dollar sign escaped so, which JSON has not.
          .enable(JsonReadFeature.ALLOW_BACKSLASH_ESCAPING_ANY_CHARACTER)
          .build();

  private final JsonParser json;
  private Optional<Instant> expiration = Optional.empty();
  private Optional<List<PolicyCondition>> conditions = Optional.empty();
  private FileSizeRange fileSize = FileSizeRange.ANY;

  private PolicyDocument(JsonParser json) {
    this.json = json;
  }

  static PostPolicy parse(String base64) {
    try (JsonParser json = JSON.createParser(ObjectReadContext.empty(), decode(base64))) {
      return new PolicyDocument(json).policy();
    } catch (JacksonException notJson) {
      throw invalid("Invalid JSON.");
    }
  }

  private static String decode(String base64) {
    try {
      return new String(Base64.getDecoder().decode(base64), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException notBase64) {
      throw invalid("invalid Base64 encoding.");
    }
  }

  private PostPolicy policy() {
    if (json.nextToken() != JsonToken.START_OBJECT) {
      throw invalid("Invalid JSON.");
    }
    while (json.nextToken() != JsonToken.END_OBJECT) {
      String name = json.currentName();
      JsonToken value = json.nextToken();
      switch (name) {
        case "expiration" -> expiration = Optional.of(instant(value));
        case "conditions" -> conditions = Optional.of(conditions(value));
        default -> throw invalid("Unexpected: \"" + name + "\"");
      }
    }
    if (json.nextToken() != null) {
      throw invalid("Invalid JSON.");
    }
    return new PostPolicy(
        expiration.orElseThrow(() -> invalid("Policy missing expiration.")),
        conditions.orElseThrow(() -> invalid("Policy missing conditions.")),
        fileSize);
  }

  private Instant instant(JsonToken value) {
    try {
      if (value == JsonToken.VALUE_STRING) {
        return Instant.parse(json.getString());
      }
    } catch (DateTimeException notIso) {
      // Answered below, as what is no text at all.
    }
    throw invalid("Invalid 'expiration' value: '" + json.getString() + "'");
  }

  private List<PolicyCondition> conditions(JsonToken value) {
    if (value != JsonToken.START_ARRAY) {
      throw invalid("Invalid 'conditions' value: must be a List.");
    }
    List<PolicyCondition> found = new ArrayList<>();
    for (JsonToken t = json.nextToken(); t != JsonToken.END_ARRAY; t = json.nextToken()) {
      switch (t) {
        case START_OBJECT -> found.add(property());
        case START_ARRAY -> operation().ifPresent(found::add);
        case null, default -> throw invalid("Invalid condition test: must be a List or Object.");
      }
    }
    return List.copyOf(found);
  }

  /** A condition of the form {@code {"acl": "private"}}. */
  private PolicyCondition property() {
    if (json.nextToken() == JsonToken.END_OBJECT) {
      throw notOneProperty();
    }
    String name = json.currentName();
    if (json.nextToken() != JsonToken.VALUE_STRING) {
      throw invalid("Invalid Simple-Condition: value must be a string.");
    }
    PolicyCondition condition = new PolicyCondition.Exactly("$" + name, json.getString());
    if (json.nextToken() != JsonToken.END_OBJECT) {
      throw notOneProperty();
    }
    return condition;
  }

  /** A condition of the form {@code ["eq", "$acl", "private"]}; a range of sizes is kept apart. */
  private Optional<PolicyCondition> operation() {
    if (json.nextToken() != JsonToken.VALUE_STRING) {
      throw invalid("Invalid Condition: missing operation identifier.");
    }
    String name = json.getString();
    Optional<PolicyCondition> condition =
        switch (name.toLowerCase(Locale.ROOT)) {
          case "eq" -> Optional.of(new PolicyCondition.Exactly(text(name), text(name)));
          case "starts-with" -> Optional.of(new PolicyCondition.StartsWith(text(name), text(name)));
          case RANGE -> {
            fileSize = fileSize.and(range());
            yield Optional.empty();
          }
          default -> throw invalid("Invalid Condition: unknown operation '" + name + "'.");
        };
    if (json.nextToken() != JsonToken.END_ARRAY) {
      throw wrongArguments(name);
    }
    return condition;
  }

  private String text(String operation) {
    if (json.nextToken() != JsonToken.VALUE_STRING) {
      throw wrongArguments(operation);
    }
    return json.getString();
  }

  /** Sizes may be texts too; those that are no sizes are a condition that nothing meets, on AWS. */
  private FileSizeRange range() {
    String min = size();
    String max = size();
    if (!SIZE.matcher(min).matches() || !SIZE.matcher(max).matches()) {
      throw PostPolicy.unmet("[\"" + RANGE + "\", \"" + min + "\", \"" + max + "\"]");
    }
    return new FileSizeRange(Long.parseLong(min), Long.parseLong(max));
  }

  private String size() {
    return switch (json.nextToken()) {
      case VALUE_STRING -> json.getString();
      case VALUE_NUMBER_INT -> Long.toString(positive(json.getLongValue()));
      case null, default -> throw wrongArguments(RANGE);
    };
  }

  private static long positive(long size) {
    if (size < 0) {
      throw wrongArguments(RANGE);
    }
    return size;
  }

  private static S3Exception notOneProperty() {
    return invalid(
        "Invalid Simple-Condition: Simple-Conditions must have exactly one property specified.");
  }

  private static S3Exception wrongArguments(String operation) {
    return invalid("Invalid " + operation + ": wrong number of arguments.");
  }

  private static S3Exception invalid(String what) {
    return new S3Exception(S3ErrorCode.INVALID_POLICY_DOCUMENT, "Invalid Policy: " + what);
  }
}
