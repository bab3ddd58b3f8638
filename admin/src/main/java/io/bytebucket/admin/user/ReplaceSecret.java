package io.bytebucket.admin.user;

import io.bytebucket.admin.json.Json;
import io.bytebucket.admin.route.AdminOperation;
import io.bytebucket.admin.route.AdminRequest;
import io.bytebucket.admin.route.Administrator;
import io.bytebucket.core.user.UserChanges;
import io.bytebucket.http.Response;
import java.io.IOException;
import java.util.Optional;

/**
 * Gives an access key another secret, which is told this once, and ends what began with the old.
 */
public final class ReplaceSecret implements AdminOperation {
  private final UserChanges changes;

  /** Of those users. */
  public ReplaceSecret(UserChanges changes) {
    this.changes = changes;
  }

  private record Document(Optional<String> secretAccessKey) {
    /** Nothing of what it says. */
    @Override
    public String toString() {
      return "Document";
    }
  }

  @Override
  public Response handle(AdminRequest request, Administrator sender) throws IOException {
    Optional<String> secret =
        request.documentIfAny(Document.class).flatMap(Document::secretAccessKey);
    return Json.answer(
        200, IssuedDocument.ofKey(changes.replaceSecret(request.name(NamedUser.NAME), secret)));
  }
}
