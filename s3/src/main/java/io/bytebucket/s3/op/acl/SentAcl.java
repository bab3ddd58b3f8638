package io.bytebucket.s3.op.acl;

import io.bytebucket.core.acl.Acl;
import io.bytebucket.core.acl.AclChange;
import io.bytebucket.core.checksum.DigestClaims;
import io.bytebucket.core.failure.AclFault;
import io.bytebucket.core.failure.Failure;
import io.bytebucket.core.failure.StoreException;
import io.bytebucket.http.MemoryBudget;
import io.bytebucket.s3.body.DocumentBody;
import io.bytebucket.s3.body.PayloadBody;
import io.bytebucket.s3.error.S3ErrorCode;
import io.bytebucket.s3.error.S3Exception;
import io.bytebucket.s3.op.value.AclHeaders;
import io.bytebucket.s3.op.value.Grantees;
import java.io.IOException;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * An access control list that a client sets: in the header of its request, or as its body.
 *
 * @param header the list in the header, if there is one; then there must be no body
 * @param claims what the client says of the body's bytes
 */
record SentAcl(Optional<Acl> header, DigestClaims claims, PayloadBody body) {
  /** The longest document that is accepted: enough for as many grants as there may be. */
  private static final int LIMIT_BYTES = 64 << 10;

  /**
   * Reads the list and sets it.
   *
   * @throws S3Exception with {@link S3ErrorCode#MISSING_SECURITY_HEADER} when none was sent, {@link
   *     S3ErrorCode#UNEXPECTED_CONTENT} when two were, or with what {@link AclDocument#decode}
   *     throws
   */
  void set(MemoryBudget memory, Consumer<AclChange> service) throws IOException {
    Optional<AclChange> document = document(memory);
    if (header.isPresent()) {
      service.accept(AclChange.to(header.get()));
      return;
    }
    AclChange change =
        document.orElseThrow(() ->
            new S3Exception(S3ErrorCode.MISSING_SECURITY_HEADER)
                .with("MissingHeaderName", AclHeaders.CANNED));
    try {
      service.accept(change);
    } catch (StoreException e) {
      throw e.failure() instanceof Failure.InvalidAcl(AclFault.UnknownUser(String id))
          ? Grantees.unknownUser(id, AclDocument.USER_ARGUMENT)
          : e;
    }
  }

  private Optional<AclChange> document(MemoryBudget memory) throws IOException {
    try (DocumentBody document = new DocumentBody(body, claims, LIMIT_BYTES, memory)) {
      return document.readUnlessEmpty(
          AclDocument.ROOT,
          (xml, room) -> {
            if (header.isPresent()) {
              throw new S3Exception(S3ErrorCode.UNEXPECTED_CONTENT);
            }
            return AclDocument.decode(xml, room);
          });
    } catch (S3Exception e) {
      throw e.code() == S3ErrorCode.MALFORMED_XML ? new S3Exception(S3ErrorCode.MALFORMED_ACL) : e;
    }
  }
}
