package io.bytebucket.admin.user;

import io.bytebucket.admin.json.Json;
import io.bytebucket.admin.route.AdminOperation;
import io.bytebucket.admin.route.AdminRequest;
import io.bytebucket.admin.route.Administrator;
import io.bytebucket.core.user.NewKey;
import io.bytebucket.core.user.NewUser;
import io.bytebucket.core.user.UserChanges;
import io.bytebucket.http.Response;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** Makes a user with its first key, whose secret is told this once. */
public final class CreateUser implements AdminOperation {
  private final UserChanges changes;

  /** Among those users. */
  public CreateUser(UserChanges changes) {
    this.changes = changes;
  }

  private record Document(
      Optional<List<RuleDocument>> acl,
      Optional<String> name,
      Optional<String> accessKeyID,
      Optional<String> secretAccessKey,
      Optional<String> expiresAt) {
    /** Without the secret. */
    @Override
    public String toString() {
      return "Document[" + name + "]";
    }
  }

  @Override
  public Response handle(AdminRequest request, Administrator sender) throws IOException {
    Document sent = request.document(Document.class);
    NewKey key =
        new NewKey(
            sent.accessKeyID(), sent.secretAccessKey(), sent.expiresAt().flatMap(Expiry::parse));
    return Json.answer(
        201,
        IssuedDocument.ofUser(
            changes.create(new NewUser(sent.name(), RuleDocument.require(sent.acl()), key))));
  }
}
