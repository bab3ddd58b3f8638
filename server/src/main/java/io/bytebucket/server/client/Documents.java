package io.bytebucket.server.client;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Makes what is sent. */
final class Documents {
  private static final long FILE_LIMIT_BYTES = 1 << 20;

  private final ObjectNode document = JsonMapper.shared().createObjectNode();

  Documents with(String name, String value) {
    document.put(name, value);
    return this;
  }

  Documents with(String name, Optional<String> value) {
    value.ifPresent(text -> document.put(name, text));
    return this;
  }

  Documents withNumber(String name, Optional<Long> value) {
    value.ifPresent(number -> document.put(name, number));
    return this;
  }

  Documents with(String name, boolean value) {
    document.put(name, value);
    return this;
  }

  Documents with(String name, JsonNode value) {
    document.set(name, value);
    return this;
  }

  String text() {
    return document.toString();
  }

  /**
   * The JSON of a file.
   *
   * @throws ClientException when it cannot be read
   */
  static JsonNode read(Path file) {
    return parse(readText(file), file.toString());
  }

  static JsonNode parse(String text, String from) {
    try {
      JsonNode document = JsonMapper.shared().readTree(text);
      if (document == null || document.isMissingNode()) {
        throw new ClientException(from + " is empty");
      }
      return document;
    } catch (JacksonException e) {
      throw new ClientException(from + " is no JSON: " + e.getOriginalMessage());
    }
  }

  static String readText(Path file) {
    try {
      if (Files.size(file) > FILE_LIMIT_BYTES) {
        throw new ClientException(file + " is larger than what can be sent");
      }
      return Files.readString(file);
    } catch (IOException e) {
      throw new ClientException(file + " cannot be read: " + e.getMessage());
    }
  }
}
