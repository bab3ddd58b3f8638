package io.bytebucket.core.policy;

import io.bytebucket.core.access.AccessRequest;
import io.bytebucket.core.access.BucketPolicy;
import io.bytebucket.core.access.Realm;
import io.bytebucket.core.access.Value;
import java.util.List;

/** A policy of a bucket, ready to be asked. Immutable. */
record CompiledPolicy(List<Statement> statements, boolean isPublic, Realm realm)
    implements BucketPolicy {
  /** Denying beats allowing, wherever it stands. */
  @Override
  public Verdict judge(AccessRequest request) {
    KeyValues values = new KeyValues(request, realm);
    Verdict verdict = Verdict.NONE;
    for (Statement statement : statements) {
      boolean mayMatter = !statement.allows() || verdict.effect() == Effect.NONE;
      if (mayMatter && statement.isAbout(request, values)) {
        if (!statement.allows()) {
          return statement.verdict();
        }
        verdict = statement.verdict();
      }
    }
    return verdict;
  }

  @Override
  public List<String> absentKeys(AccessRequest request) {
    KeyValues values = new KeyValues(request, realm);
    return statements.stream()
        .filter(statement -> statement.actions().contains(request.action()))
        .flatMap(statement -> statement.conditions().stream())
        .map(Condition::key)
        .filter(key -> values.of(key) instanceof Value.Absent<?>)
        .map(KeyName::text)
        .distinct()
        .toList();
  }
}
