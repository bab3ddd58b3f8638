package io.bytebucket.server.client;

import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What a server answered. */
record AdminReply(int status, String text) {
  boolean isSuccess() {
    return status / 100 == 2;
  }

  /** Whether it is the request that something is wrong with. */
  boolean isRefusal() {
    return status / 100 == 4;
  }

  /** The document that the answer is, if it is one. */
  Optional<JsonNode> document() {
    try {
      return Optional.ofNullable(JsonMapper.shared().readTree(text));
    } catch (JacksonException other) {
      return Optional.empty();
    }
  }

  /** Why it is no success. */
  String reason() {
    return document()
        .filter(error -> error.has("code"))
        .map(error ->
            "%s (%s, request %s)"
                .formatted(
                    error.path("message").asString(""),
                    error.path("code").asString(""),
                    error.path("requestId").asString("")))
        .orElse("answered with status " + status);
  }
}
