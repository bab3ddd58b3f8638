package io.bytebucket.admin.session;

import io.bytebucket.admin.route.Sender;
import java.util.Optional;

/** Who is signed in, as documents have it. */
record SessionDocument(
    String accessKey, Optional<String> name, Optional<String> csrfToken, Optional<String> endsAt) {
  static SessionDocument of(Sender sender) {
    return new SessionDocument(
        sender.accessKeyId(),
        Optional.of(sender.caller().name()),
        sender.session().map(Sender.InSession::csrfToken),
        sender.session().map(session -> session.endsAt().toString()));
  }
}
