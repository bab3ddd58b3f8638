package io.bytebucket.admin.session;

import java.util.Optional;

/** Who is signed in, as documents have it. */
record SessionDocument(
    String accessKey, Optional<String> name, Optional<String> csrfToken, Optional<String> endsAt) {}
