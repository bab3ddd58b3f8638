package io.bytebucket.admin.user;

import io.bytebucket.admin.route.AdminRequest;
import io.bytebucket.core.user.NewKey;
import java.io.IOException;
import java.util.Optional;

/** A key that is to be made; what is not said is generated. */
record NewKeyDocument(
    Optional<String> accessKeyID, Optional<String> secretAccessKey, Optional<String> expiresAt) {
  /** The key that a request asks for; no body asks for a generated one. */
  static NewKey of(AdminRequest request) throws IOException {
    NewKeyDocument sent =
        request
            .documentIfAny(NewKeyDocument.class)
            .orElse(new NewKeyDocument(Optional.empty(), Optional.empty(), Optional.empty()));
    return new NewKey(
        sent.accessKeyID(), sent.secretAccessKey(), sent.expiresAt().flatMap(Expiry::parse));
  }

  /** Without the secret. */
  @Override
  public String toString() {
    return "NewKeyDocument[" + accessKeyID.orElse("generated") + "]";
  }
}
