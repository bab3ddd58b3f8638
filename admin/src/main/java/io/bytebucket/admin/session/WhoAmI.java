package io.bytebucket.admin.session;

import io.bytebucket.admin.json.Json;
import io.bytebucket.admin.route.AdminOperation;
import io.bytebucket.admin.route.AdminRequest;
import io.bytebucket.admin.route.Administrator;
import io.bytebucket.core.user.CanonicalId;
import io.bytebucket.http.Response;
import java.util.Optional;

/**
 * Says whom the server takes the sender for, and from where: so an operator sees whether proxies
 * are trusted as they should be.
 */
public final class WhoAmI implements AdminOperation {
  /**
   * What is answered.
   *
   * @param ip whom limits, lockouts and the log go by
   * @param forwardedFor what was said of that on the way, whether it is believed or not
   */
  private record Document(
      String accessKey,
      String userId,
      String canonicalId,
      String name,
      String ip,
      String scheme,
      Optional<String> forwardedFor,
      Optional<String> forwarded,
      Optional<String> userAgent) {}

  @Override
  public Response handle(AdminRequest request, Administrator sender) {
    return Json.answer(
        200,
        new Document(
            sender.accessKeyId(),
            sender.caller().id().value(),
            CanonicalId.of(sender.caller().id()),
            sender.caller().name(),
            request.http().remoteAddress(),
            request.http().scheme(),
            request.header("x-forwarded-for"),
            request.header("forwarded"),
            request.header("user-agent")));
  }
}
