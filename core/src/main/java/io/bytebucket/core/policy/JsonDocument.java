package io.bytebucket.core.policy;

import io.bytebucket.core.failure.PolicyFault;
import io.bytebucket.core.failure.StoreException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.TokenStreamFactory;
import tools.jackson.core.json.JsonFactory;

/** Reads the JSON of one policy, whose length was bounded before. Used by one thread, once. */
final class JsonDocument {
  /** Two more than the deepest policy: document, statements, statement, condition, key, values. */
  private static final int DEPTH_MAX = 8;

  /** Immutable as set up here: it remembers no names, which anybody could fill it with. */
  private static final JsonFactory JSON =
      JsonFactory.builder()
          .disable(TokenStreamFactory.Feature.CANONICALIZE_PROPERTY_NAMES)
          .disable(TokenStreamFactory.Feature.INTERN_PROPERTY_NAMES)
          .streamReadConstraints(StreamReadConstraints.builder().maxNestingDepth(DEPTH_MAX).build())
          .build();

  private final JsonParser json;

  private JsonDocument(JsonParser json) {
    this.json = json;
  }

  /**
   * The object that a document is.
   *
   * @throws StoreException with {@link PolicyFault.NoObject} or {@link PolicyFault.InvalidJson}
   */
  static Json.Fields read(byte[] document) {
    if (document.length == 0 || document[0] != '{') {
      throw Faults.of(new PolicyFault.NoObject());
    }
    try (JsonParser json = JSON.createParser(ObjectReadContext.empty(), text(document))) {
      json.nextToken();
      Json.Fields root = new JsonDocument(json).fields();
      if (json.nextToken() != null) {
        throw Faults.of(new PolicyFault.InvalidJson());
      }
      return root;
    } catch (JacksonException | CharacterCodingException notJson) {
      throw Faults.of(new PolicyFault.InvalidJson());
    }
  }

  /** Decoded here, so that no other encoding is guessed, and nothing is put in place of a fault. */
  private static String text(byte[] document) throws CharacterCodingException {
    return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(document)).toString();
  }

  private Json.Fields fields() {
    List<Json.Field> fields = new ArrayList<>();
    while (json.nextToken() != JsonToken.END_OBJECT) {
      String name = json.currentName();
      fields.add(new Json.Field(name, value(json.nextToken())));
    }
    return new Json.Fields(List.copyOf(fields));
  }

  private Json.Items items() {
    List<Json> items = new ArrayList<>();
    for (JsonToken t = json.nextToken(); t != JsonToken.END_ARRAY; t = json.nextToken()) {
      items.add(value(t));
    }
    return new Json.Items(List.copyOf(items));
  }

  private Json value(@Nullable JsonToken token) {
    return switch (token) {
      case START_OBJECT -> fields();
      case START_ARRAY -> items();
      case VALUE_NULL -> new Json.Nothing();
      case VALUE_STRING, VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT, VALUE_TRUE, VALUE_FALSE ->
          new Json.Text(json.getString());
      case null, default -> throw Faults.of(new PolicyFault.InvalidJson());
    };
  }
}
