package io.bytebucket.core.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.bytebucket.core.access.AccessRequest;
import io.bytebucket.core.access.Action;
import io.bytebucket.core.access.BucketPolicy;
import io.bytebucket.core.access.BucketPolicy.Effect;
import io.bytebucket.core.access.Caller;
import io.bytebucket.core.access.Realm;
import io.bytebucket.core.access.Resource;
import io.bytebucket.core.access.SaidContext;
import io.bytebucket.core.bucket.BucketName;
import io.bytebucket.core.failure.Failure;
import io.bytebucket.core.failure.PolicyFault;
import io.bytebucket.core.failure.StoreException;
import io.bytebucket.core.object.ObjectKey;
import io.bytebucket.core.user.UserId;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A bucket, two users, and policies written with single quotes. */
final class PolicyFixture {
  static final BucketName BUCKET = new BucketName("photos");
  static final Realm REALM = new Realm("111122223333", "eu-central-1");
  static final Caller.Known ANNA = new Caller.Known(new UserId("anna-id"), "anna", List.of());
  static final Caller.Known BERT = new Caller.Known(new UserId("bert-id"), "bert", List.of());
  static final Caller ANYBODY = new Caller.Anonymous();

  private static final Map<String, PrincipalNames.Meaning> NAMES =
      Map.of(
          "arn:aws:iam::111122223333:user/anna",
          new PrincipalNames.Meaning.User(ANNA.id()),
          "anna-canonical",
          new PrincipalNames.Meaning.User(ANNA.id()),
          "arn:aws:iam::111122223333:user/bert",
          new PrincipalNames.Meaning.User(BERT.id()),
          "111122223333",
          new PrincipalNames.Meaning.Account(),
          "arn:aws:iam::111122223333:root",
          new PrincipalNames.Meaning.Account());

  private PolicyFixture() {}

  /** A policy with single quotes for double ones. */
  static BucketPolicy policy(String text) {
    return raw(text.replace('\'', '"').getBytes(StandardCharsets.UTF_8));
  }

  static BucketPolicy raw(byte[] document) {
    return new PolicyCompiler(REALM)
        .compile(BUCKET, document, (_, name) -> Optional.ofNullable(NAMES.get(name)));
  }

  /** A policy of the newer version, of such statements. */
  static BucketPolicy statements(String... statements) {
    return policy("{'Version':'2012-10-17','Statement':[" + String.join(",", statements) + "]}");
  }

  /** A statement about everybody, the action and all objects, with that condition. */
  static String when(String effect, String action, String condition) {
    return "{'Effect':'%s','Principal':'*','Action':'%s','Resource':['arn:aws:s3:::photos','arn:aws:s3:::photos/*'],'Condition':%s}"
        .formatted(effect, action, condition);
  }

  static PolicyFault fault(byte[] document) {
    StoreException refused = catchThrowableOfType(StoreException.class, () -> raw(document));
    assertThat(refused).as("a fault").isNotNull();
    assertThat(refused.failure()).isInstanceOf(Failure.InvalidPolicy.class);
    return ((Failure.InvalidPolicy) refused.failure()).fault();
  }

  static PolicyFault fault(String text) {
    return fault(text.replace('\'', '"').getBytes(StandardCharsets.UTF_8));
  }

  static Resource object(String key) {
    return new Resource.OfObject(BUCKET, new ObjectKey(key));
  }

  static Resource bucket() {
    return new Resource.OfBucket(BUCKET);
  }

  static Effect effect(BucketPolicy policy, Caller caller, Action action, Resource resource) {
    return effect(policy, caller, action, resource, new SaidContext());
  }

  static Effect effect(
      BucketPolicy policy, Caller caller, Action action, Resource resource, SaidContext context) {
    return policy.judge(new AccessRequest(caller, action, resource, context)).effect();
  }
}
