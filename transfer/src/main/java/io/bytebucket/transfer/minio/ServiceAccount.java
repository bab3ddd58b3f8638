package io.bytebucket.transfer.minio;

import io.bytebucket.transfer.source.ForeignUsers;
import io.bytebucket.transfer.source.SourceJson;
import java.time.Instant;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/**
 * A service account: a further access key of a user, which may have a policy of its own that takes
 * from what the user may do.
 *
 * @param parent whose it is
 * @param policy its own policy; none where it may do what its user may
 * @param isOfElsewhere whether its user is known to another directory than MinIO's own
 */
record ServiceAccount(
    String parent, ForeignUsers.Key key, Optional<JsonNode> policy, boolean isOfElsewhere) {
  /** What stands there where an account has no end. */
  private static final Instant NO_END = Instant.EPOCH;

  static ServiceAccount of(String accessKey, JsonNode node) {
    JsonNode policy = node.path("sessionPolicy");
    JsonNode claims = node.path("claims");
    boolean isOff = SourceJson.text(node, "status").equals("off");
    return new ServiceAccount(
        SourceJson.text(node, "parent"),
        new ForeignUsers.Key(
            accessKey,
            SourceJson.text(node, "secretKey"),
            !isOff,
            SourceJson.date(node, "expiration").filter(NO_END::isBefore)),
        Optional.of(policy).filter(one -> one.isObject() && !one.path("Statement").isEmpty()),
        claims.has("ldapUser") || claims.has("sub") || claims.has("iss"));
  }
}
