package io.bytebucket.core.policy;

import io.bytebucket.core.access.BucketPolicy;
import io.bytebucket.core.access.Realm;
import io.bytebucket.core.bucket.BucketName;
import io.bytebucket.core.failure.PolicyFault;
import io.bytebucket.core.failure.StoreException;
import java.util.ArrayList;
import java.util.List;

/**
 * Makes of a document the policy that it is, or says what is wrong with it. Thread-safe.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucket-policies.html">Bucket
 *     policies for Amazon S3</a>
 */
public final class PolicyCompiler {
  /** The longest policy, in bytes. */
  public static final int LIMIT_BYTES = 20_480;

  private static final String STATEMENT = "Statement";

  private final Realm realm;

  /** A compiler of policies of buckets there. */
  public PolicyCompiler(Realm realm) {
    this.realm = realm;
  }

  /**
   * The policy that a document is.
   *
   * @param bucket whose policy it is to be
   * @param names who is meant by the names in it
   * @throws StoreException with {@link io.bytebucket.core.failure.Failure.InvalidPolicy}
   */
  public BucketPolicy compile(BucketName bucket, byte[] document, PrincipalNames names) {
    if (document.length > LIMIT_BYTES) {
      throw Faults.of(new PolicyFault.TooLong(LIMIT_BYTES));
    }
    Elements policy = Elements.of(JsonDocument.read(document), List.of("Version", "Id", STATEMENT));
    boolean hasVariables = policy.find("Version").map(PolicyCompiler::knowsVariables).orElse(false);
    policy.find("Id").ifPresent(id -> Faults.text(id, new PolicyFault.InvalidJson()));
    List<Json> written = policy.require(STATEMENT).each();
    if (written.isEmpty()) {
      throw Faults.of(new PolicyFault.EmptyElement(STATEMENT));
    }
    StatementCompiler compiler = new StatementCompiler(bucket, hasVariables, names);
    List<Statement> statements = new ArrayList<>(written.size());
    for (Json statement : written) {
      statements.add(compiler.compile(statement, statements.size()));
    }
    return new CompiledPolicy(
        List.copyOf(statements), statements.stream().anyMatch(Statement::isPublic), realm);
  }

  private static boolean knowsVariables(Json version) {
    return switch (Faults.text(version, new PolicyFault.InvalidVersion())) {
      case "2012-10-17" -> true;
      case "2008-10-17" -> false;
      default -> throw Faults.of(new PolicyFault.InvalidVersion());
    };
  }
}
