package io.bytebucket.transfer.source;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Documents of the source. They are bounded, and what is wrong with them is no fault of ours. */
public final class SourceJson {
  private static final int DEPTH_MAX = 32;

  private static final JsonMapper MAPPER =
      JsonMapper.builder(
              JsonFactory.builder()
                  .streamReadConstraints(
                      StreamReadConstraints.builder().maxNestingDepth(DEPTH_MAX).build())
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

  /** The texts of a list; empty when it is not there, or no list. */
  public static List<String> texts(JsonNode list) {
    List<String> texts = new ArrayList<>();
    for (JsonNode item : list) {
      texts.add(item.asString(""));
    }
    return List.copyOf(texts);
  }
}
