package io.bytebucket.admin.user;

import io.bytebucket.admin.json.Json;
import io.bytebucket.admin.route.AdminOperation;
import io.bytebucket.admin.route.AdminRequest;
import io.bytebucket.admin.route.Administrator;
import io.bytebucket.core.user.NewKey;
import io.bytebucket.core.user.UserChanges;
import io.bytebucket.http.Response;
import java.io.IOException;
import java.time.Duration;

/**
 * Gives a user another key in place of one it has, which goes on working for a while. The secret of
 * the new one is told this once.
 */
public final class RotateAccessKey implements AdminOperation {
  private final UserChanges changes;

  /** Of those users. */
  public RotateAccessKey(UserChanges changes) {
    this.changes = changes;
  }

  @Override
  public Response handle(AdminRequest request, Administrator sender) throws IOException {
    int grace = request.number("graceSeconds", 0, (int) UserChanges.GRACE_MAX.toSeconds(), 0);
    NewKey key = NewKeyDocument.of(request);
    return Json.answer(
        201,
        IssuedDocument.ofKey(
            changes.rotate(request.name(NamedUser.NAME), key, Duration.ofSeconds(grace))));
  }
}
