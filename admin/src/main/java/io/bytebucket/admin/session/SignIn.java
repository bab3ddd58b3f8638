package io.bytebucket.admin.session;

import io.bytebucket.admin.auth.BrowserSessions;
import io.bytebucket.admin.auth.Proof;
import io.bytebucket.admin.error.AdminException;
import io.bytebucket.admin.json.Json;
import io.bytebucket.admin.route.AdminRequest;
import io.bytebucket.admin.route.OpenOperation;
import io.bytebucket.http.Headers;
import io.bytebucket.http.Response;
import java.io.IOException;
import java.util.Optional;

/** Signs a browser in. */
public final class SignIn implements OpenOperation {
  private final BrowserSessions sessions;

  /** Into those sessions. */
  public SignIn(BrowserSessions sessions) {
    this.sessions = sessions;
  }

  private record Document(
      Optional<String> accessKey, Optional<String> secret, Optional<String> code) {
    /** Nothing of what it says. */
    @Override
    public String toString() {
      return "Document";
    }
  }

  @Override
  public Response handle(AdminRequest request) throws IOException {
    Document sent = request.document(Document.class);
    Proof.Shown shown =
        new Proof.Shown(
            sent.accessKey().orElseThrow(SignIn::incomplete),
            sent.secret().orElseThrow(SignIn::incomplete),
            sent.code(),
            true);
    BrowserSessions.Begun begun = sessions.begin(request.http(), request.visit(), shown);
    return Json.answer(
        200,
        Headers.builder().add("set-cookie", begun.cookie()).build(),
        new SessionDocument(
            begun.session().accessKeyId(),
            Optional.empty(),
            Optional.of(begun.csrfToken()),
            Optional.of(begun.session().endsAt().toString())));
  }

  private static AdminException incomplete() {
    return AdminException.invalid("Send accessKey and secret.");
  }
}
