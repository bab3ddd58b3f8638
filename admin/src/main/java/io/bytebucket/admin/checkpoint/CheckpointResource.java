package io.bytebucket.admin.checkpoint;

import io.bytebucket.admin.error.AdminException;
import io.bytebucket.admin.json.Json;
import io.bytebucket.admin.route.AdminRequest;
import io.bytebucket.admin.route.Administrator;
import io.bytebucket.core.checkpoint.Checkpoint;
import io.bytebucket.core.checkpoint.Checkpoints;
import io.bytebucket.http.Headers;
import io.bytebucket.http.Response;
import io.bytebucket.http.ResponseBody;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** States of the store that are set aside. Each ends by itself unless it is renewed. */
public final class CheckpointResource {
  private final Checkpoints checkpoints;

  /** Of those. */
  public CheckpointResource(Checkpoints checkpoints) {
    this.checkpoints = checkpoints;
  }

  /** For how long; the usual time where it does not say. */
  private record Wanted(Optional<Long> seconds) {
    Duration life() {
      long wanted = seconds.orElse(Checkpoints.LIFE.toSeconds());
      if (wanted < 1 || wanted > Checkpoints.LIFE_MAX.toSeconds()) {
        throw AdminException.invalid(
            "A checkpoint lives 1 to " + Checkpoints.LIFE_MAX.toSeconds() + " seconds.");
      }
      return Duration.ofSeconds(wanted);
    }
  }

  private record Document(String id, String createdAt, String expiresAt, long bytes) {}

  private record All(List<Document> checkpoints, int limit) {}

  private Document document(Checkpoint checkpoint) {
    return new Document(
        checkpoint.id(),
        checkpoint.createdAt().toString(),
        checkpoint.expiresAt().toString(),
        checkpoints.heldBytes(checkpoint));
  }

  /** Sets the present state aside. */
  public Response create(AdminRequest request, Administrator sender) throws IOException {
    Checkpoint made = checkpoints.create(request.document(Wanted.class).life());
    return Json.answer(
        201,
        Headers.builder().add("location", "/api/checkpoints/" + made.id()).build(),
        document(made));
  }

  /** Lists them, the oldest first. */
  public Response list(AdminRequest request, Administrator sender) {
    return Json.answer(
        200, new All(checkpoints.list().stream().map(this::document).toList(), Checkpoints.LIMIT));
  }

  /** Shows one. */
  public Response get(AdminRequest request, Administrator sender) {
    return Json.answer(200, document(checkpoints.get(request.name("id"))));
  }

  /** Lets one live on. */
  public Response renew(AdminRequest request, Administrator sender) throws IOException {
    Duration life = request.document(Wanted.class).life();
    return Json.answer(200, document(checkpoints.renew(request.name("id"), life)));
  }

  /** Ends one: what it kept may be deleted. */
  public Response release(AdminRequest request, Administrator sender) {
    checkpoints.release(request.name("id"));
    return new Response(204, Headers.EMPTY, ResponseBody.EMPTY);
  }
}
