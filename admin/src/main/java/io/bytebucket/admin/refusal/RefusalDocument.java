package io.bytebucket.admin.refusal;

import io.bytebucket.pipeline.RefusedRequests;
import java.util.Map;

/** A request that was refused, as documents have it. */
record RefusalDocument(
    String requestId,
    String time,
    int status,
    String code,
    String method,
    String path,
    String operation,
    String bucket,
    String key,
    String remoteAddress,
    String authMethod,
    String accessKeyID,
    boolean accessKeyProved,
    Map<String, String> because) {
  static RefusalDocument of(RefusedRequests.Refused refused) {
    return new RefusalDocument(
        refused.requestId(),
        refused.at().toString(),
        refused.status(),
        refused.code(),
        refused.method(),
        refused.path(),
        refused.operation(),
        refused.bucket(),
        refused.key(),
        refused.remoteAddress(),
        refused.authMethod(),
        refused.accessKeyId(),
        refused.isProved(),
        refused.because());
  }
}
