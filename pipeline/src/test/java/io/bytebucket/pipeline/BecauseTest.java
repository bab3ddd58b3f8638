package io.bytebucket.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.bytebucket.core.failure.AclFault;
import io.bytebucket.core.failure.Failure;
import io.bytebucket.core.failure.Refusal;
import io.bytebucket.core.failure.StoreException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

/** What those who run the store are told of refusals. */
class BecauseTest {
  private static Map<String, String> of(Failure failure) {
    return Because.of(new StoreException(failure), "what the client was told");
  }

  private static Map<String, String> denied(Refusal.By by, Optional<String> user) {
    return of(
        new Failure.AccessDenied(
            "s3:GetObject",
            "the reason",
            Optional.empty(),
            Optional.of(
                new Refusal(
                    by,
                    user,
                    "arn:aws:s3:::b/k",
                    OptionalInt.empty(),
                    Optional.empty(),
                    List.of()))));
  }

  @Test
  void whereNothingAllowedItIsSaidWhatIsMissing() {
    assertThat(denied(Refusal.By.NOTHING, Optional.of("anna")))
        .containsEntry("reason", "the reason")
        .containsEntry("resource", "arn:aws:s3:::b/k")
        .containsEntry("user", "anna")
        .containsEntry(
            "missing",
            "a rule of anna, a statement of the policy or a grant that allows s3:GetObject");
    assertThat(denied(Refusal.By.NOTHING, Optional.empty()))
        .containsEntry(
            "missing", "a statement of the policy or a grant that allows everybody s3:GetObject")
        .doesNotContainKeys("user", "decided_by", "statement", "sid", "absent_keys");
  }

  @Test
  void whatDecidedIsNamed() {
    assertThat(denied(Refusal.By.EXPECTED_OWNER, Optional.of("anna")))
        .containsEntry("decided_by", "the owner that the client expects");
    assertThat(denied(Refusal.By.RULES, Optional.of("anna")))
        .containsEntry("decided_by", "the rules of anna");
  }

  @Test
  void everyOtherRefusalHasAReasonToo() {
    for (Failure failure :
        List.of(
            new Failure.SignInRequired(Failure.SignInRequired.What.COPY),
            new Failure.InvalidAcl(new AclFault.OtherOwner()),
            new Failure.NoSuchAccessKey("AKID"))) {
      assertThat(of(failure).get("reason")).isNotEmpty().isNotEqualTo("what the client was told");
    }
    assertThat(of(new Failure.NoSuchBucket("b")))
        .containsExactly(Map.entry("reason", "what the client was told"));
    assertThat(Because.of(new IllegalStateException(), null)).isEmpty();
  }
}
