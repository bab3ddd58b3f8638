package io.bytebucket.transfer.source;

import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Documents of the source. They are bounded, and what is wrong with them is no fault of ours. */
public final class SourceJson {
  private static final int DEPTH_MAX = 32;

  /** A tree of as many fits into the smallest heap that the program has. */
  private static final long TOKENS_MAX = 1_000_000;

  /** Before that, a date is one that nobody wrote down; and later ones nobody means. */
  private static final Instant FIRST_DATE = Instant.EPOCH;

  private static final Instant LAST_DATE = Instant.parse("9999-12-31T23:59:59Z");

  private static final JsonMapper MAPPER =
      JsonMapper.builder(
              JsonFactory.builder()
                  .streamReadConstraints(
                      StreamReadConstraints.builder()
                          .maxNestingDepth(DEPTH_MAX)
                          .maxTokenCount(TOKENS_MAX)
                          .build())
                  .build())
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  private SourceJson() {}

  /**
   * The object that is all of a document.
   *
   * @throws IOException when it is none; the message says why
   */
  public static JsonNode object(byte[] document) throws IOException {
    JsonNode node = read(document);
    if (!node.isObject()) {
      throw new IOException("no JSON object");
    }
    return node;
  }

  /** Any document. */
  public static JsonNode read(byte[] document) throws IOException {
    try {
      return MAPPER.readTree(document);
    } catch (JacksonException e) {
      throw new IOException(document.length == 0 ? "empty" : "no JSON", e);
    }
  }

  /** The text of a field; empty when it is not there, or something else. */
  public static String text(JsonNode node, String field) {
    return node.path(field).asString("");
  }

  /** The moment that a field tells; empty when it tells none that anybody could mean. */
  public static Optional<Instant> date(JsonNode node, String field) {
    try {
      return Optional.of(OffsetDateTime.parse(text(node, field)).toInstant())
          .filter(date -> !date.isBefore(FIRST_DATE) && !date.isAfter(LAST_DATE));
    } catch (DateTimeException none) {
      return Optional.empty();
    }
  }

  /** The texts of a list; empty when it is not there, or no list. */
  public static List<String> texts(JsonNode list) {
    List<String> texts = new ArrayList<>();
    for (JsonNode item : list) {
      texts.add(item.asString(""));
    }
    return List.copyOf(texts);
  }
}
