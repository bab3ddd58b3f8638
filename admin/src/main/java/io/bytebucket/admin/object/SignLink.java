package io.bytebucket.admin.object;

import io.bytebucket.admin.error.AdminException;
import io.bytebucket.admin.json.Json;
import io.bytebucket.admin.route.AdminRequest;
import io.bytebucket.admin.route.OwnOperation;
import io.bytebucket.admin.route.Sender;
import io.bytebucket.admin.value.ObjectDemand;
import io.bytebucket.core.failure.Failure;
import io.bytebucket.core.failure.StoreException;
import io.bytebucket.core.user.Users;
import io.bytebucket.http.Response;
import io.bytebucket.pipeline.object.ObjectLinks;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;

/**
 * Signs a link to an object at the port of S3 with the sender's own key. The link has no rights of
 * its own: what that user may do counts as it is followed. Whether the object is there is not
 * looked at.
 */
public final class SignLink implements OwnOperation {
  private static final int EXPIRES_SECONDS = 900;

  private final Users users;
  private final ObjectLinks links;
  private final InstantSource clock;

  /** With the keys of those users. */
  public SignLink(Users users, ObjectLinks links, InstantSource clock) {
    this.users = users;
    this.links = links;
    this.clock = clock;
  }

  private record Link(String url, int expiresIn, String expiresAt) {}

  @Override
  public Response handle(AdminRequest request, Sender sender) {
    ObjectDemand object = ObjectDemand.of(request);
    int seconds =
        request.number("expires", 1, (int) ObjectLinks.LONGEST.toSeconds(), EXPIRES_SECONDS);
    String method = request.parameter("method").orElse("GET");
    if (!method.equals("GET") && !method.equals("HEAD") && !method.equals("PUT")) {
      throw AdminException.invalid("A link is for GET, HEAD or PUT.");
    }
    Instant now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
    String secret =
        users
            .find(sender.accessKeyId())
            .orElseThrow(
                () -> new StoreException(new Failure.NoSuchAccessKey(sender.accessKeyId())))
            .secret();
    String url =
        links.sign(
            new ObjectLinks.Link(
                method,
                object.bucket(),
                object.key(),
                object.version(),
                now,
                Duration.ofSeconds(seconds)),
            sender.accessKeyId(),
            secret);
    return Json.answer(200, new Link(url, seconds, now.plusSeconds(seconds).toString()));
  }
}
