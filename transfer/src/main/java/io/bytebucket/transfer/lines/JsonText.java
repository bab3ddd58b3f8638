package io.bytebucket.transfer.lines;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.TokenStreamFactory;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.json.JsonWriteFeature;

/** Objects as text, both ways. */
final class JsonText {
  private static final int DEPTH_MAX = 12;

  /** An object of 10,000 parts, each with its checksum, is written with some 250,000. */
  private static final long TOKENS_MAX = 400_000;

  /**
   * All of it is ASCII: half of a surrogate pair, which a foreign key may hold, is kept, and
   * nothing in a name turns the direction of a line.
   */
  private static final JsonFactory JSON =
      JsonFactory.builder()
          .enable(JsonWriteFeature.ESCAPE_NON_ASCII)
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .disable(TokenStreamFactory.Feature.CANONICALIZE_PROPERTY_NAMES)
          .disable(TokenStreamFactory.Feature.INTERN_PROPERTY_NAMES)
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxNestingDepth(DEPTH_MAX)
                  .maxTokenCount(TOKENS_MAX)
                  .build())
          .build();

  private JsonText() {}

  static byte[] write(JsonObject object) {
    ByteArrayOutputStream out = new ByteArrayOutputStream(256);
    try (JsonGenerator json = JSON.createGenerator(ObjectWriteContext.empty(), out)) {
      writeObject(json, object);
    }
    return out.toByteArray();
  }

  private static void writeObject(JsonGenerator json, JsonObject object) {
    json.writeStartObject();
    for (Map.Entry<String, Object> field : object.fields().entrySet()) {
      json.writeName(field.getKey());
      writeValue(json, field.getValue());
    }
    json.writeEndObject();
  }

  private static void writeValue(JsonGenerator json, Object value) {
    switch (value) {
      case String text -> json.writeString(text);
      case Long number -> json.writeNumber(number);
      case Boolean flag -> json.writeBoolean(flag);
      case JsonObject object -> writeObject(json, object);
      case List<?> list -> {
        json.writeStartArray();
        for (Object each : list) {
          writeValue(json, each);
        }
        json.writeEndArray();
      }
      default -> throw new IllegalArgumentException("no value of a line");
    }
  }

  static JsonObject parse(byte[] bytes) {
    try (JsonParser json = JSON.createParser(ObjectReadContext.empty(), text(bytes))) {
      if (json.nextToken() != JsonToken.START_OBJECT) {
        throw new MalformedLineException("no JSON object");
      }
      JsonObject root = readObject(json);
      if (json.nextToken() != null) {
        throw new MalformedLineException("something follows the JSON object");
      }
      return root;
    } catch (JacksonException | CharacterCodingException notJson) {
      throw new MalformedLineException("no JSON");
    }
  }

  /** Decoded here, so that no other encoding is guessed, and nothing is put in place of a fault. */
  private static String text(byte[] bytes) throws CharacterCodingException {
    return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
  }

  private static JsonObject readObject(JsonParser json) {
    JsonObject object = new JsonObject();
    while (json.nextToken() != JsonToken.END_OBJECT) {
      String name = json.currentName();
      object.putParsed(name, readValue(json, json.nextToken()));
    }
    return object;
  }

  private static Object readValue(JsonParser json, @Nullable JsonToken token) {
    return switch (token) {
      case START_OBJECT -> readObject(json);
      case START_ARRAY -> {
        List<Object> values = new ArrayList<>();
        for (JsonToken t = json.nextToken(); t != JsonToken.END_ARRAY; t = json.nextToken()) {
          values.add(readValue(json, t));
        }
        yield values;
      }
      case VALUE_STRING -> json.getString();
      case VALUE_NUMBER_INT -> json.getLongValue();
      case VALUE_TRUE -> true;
      case VALUE_FALSE -> false;
      case null, default -> throw new MalformedLineException("a value of another kind");
    };
  }
}
