package io.bytebucket.server.client;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;

/** Asks a running server to set its state aside. Thread-safe. */
public final class CheckpointClient implements AutoCloseable {
  private static final String ALL = "/api/checkpoints";

  private final URI url;
  private final AdminConnection connection;

  CheckpointClient(URI url, AdminConnection connection) {
    this.url = url;
    this.connection = connection;
  }

  /** What was set aside, and when. */
  public record Made(String id, Instant createdAt) {}

  /**
   * Has one made.
   *
   * @param life how long it lives, unless it is renewed
   * @throws ClientException when the server cannot be reached, or refuses; the message says why
   */
  public Made create(Duration life) {
    JsonNode document = ask(AdminRequest.send("POST", ALL, seconds(life)));
    return new Made(
        document.path("id").asString(""), Instant.parse(document.path("createdAt").asString("")));
  }

  /**
   * Lets one live on.
   *
   * @throws ClientException as {@link #create}
   */
  public void renew(String id, Duration life) {
    ask(AdminRequest.send("PUT", one(id), seconds(life)));
  }

  /**
   * Ends one.
   *
   * @throws ClientException as {@link #create}
   */
  public void release(String id) {
    ask(AdminRequest.delete(one(id)));
  }

  private static String one(String id) {
    return AdminRequest.path("api", "checkpoints", id);
  }

  private static String seconds(Duration life) {
    return "{\"seconds\":" + life.toSeconds() + "}";
  }

  private JsonNode ask(AdminRequest request) {
    try {
      AdminReply reply = connection.send(request);
      if (!reply.isSuccess()) {
        throw new ClientException("the server at " + url + " refused: " + reply.reason());
      }
      return reply.document().orElse(MissingNode.getInstance());
    } catch (IOException e) {
      throw new ClientException(url + ": " + AdminConnection.reason(e));
    }
  }

  @Override
  public void close() {
    connection.close();
  }
}
