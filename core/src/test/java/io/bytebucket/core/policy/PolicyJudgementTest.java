package io.bytebucket.core.policy;

import static io.bytebucket.core.policy.PolicyFixture.ANNA;
import static io.bytebucket.core.policy.PolicyFixture.ANYBODY;
import static io.bytebucket.core.policy.PolicyFixture.BERT;
import static io.bytebucket.core.policy.PolicyFixture.bucket;
import static io.bytebucket.core.policy.PolicyFixture.effect;
import static io.bytebucket.core.policy.PolicyFixture.object;
import static io.bytebucket.core.policy.PolicyFixture.statements;
import static org.assertj.core.api.Assertions.assertThat;

import io.bytebucket.core.access.AccessRequest;
import io.bytebucket.core.access.Action;
import io.bytebucket.core.access.BucketPolicy;
import io.bytebucket.core.access.BucketPolicy.Effect;
import io.bytebucket.core.access.Caller;
import io.bytebucket.core.access.SaidContext;
import io.bytebucket.core.user.UserId;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whom and what statements are about. */
class PolicyJudgementTest {
  private static final String ANNAS = "{'AWS':'arn:aws:iam::111122223333:user/anna'}";

  private static String statement(String effect, String whom, String what, String where) {
    return "{'Effect':'" + effect + "'," + whom + "," + what + "," + where + "}";
  }

  private static BucketPolicy forWhom(String effect, String whom) {
    return statements(
        statement(effect, whom, "'Action':'s3:GetObject'", "'Resource':'arn:aws:s3:::photos/*'"));
  }

  private static Effect get(BucketPolicy policy, Caller caller) {
    return effect(policy, caller, Action.GET_OBJECT, object("a/b"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "Allow | '*' | ALLOW | ALLOW | ALLOW",
        "Allow | {'AWS':'*'} | ALLOW | ALLOW | ALLOW",
        "Allow | {'AWS':'arn:aws:iam::111122223333:user/anna'} | ALLOW | NONE | NONE",
        "Allow | {'CanonicalUser':['anna-canonical']} | ALLOW | NONE | NONE",
        "Allow | {'AWS':'111122223333'} | NONE | NONE | NONE",
        "Allow | {'AWS':'arn:aws:iam::111122223333:root'} | NONE | NONE | NONE",
        "Deny | {'AWS':'111122223333'} | DENY | DENY | NONE",
        "Deny | {'AWS':'arn:aws:iam::111122223333:user/anna'} | DENY | NONE | NONE",
        "Deny | '*' | DENY | DENY | DENY",
      })
  void aPrincipalIsWhoIsMeant(String effect, String who, Effect anna, Effect bert, Effect nobody) {
    BucketPolicy policy = forWhom(effect, "'Principal':" + who);
    assertThat(List.of(get(policy, ANNA), get(policy, BERT), get(policy, ANYBODY)))
        .containsExactly(anna, bert, nobody);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{'AWS':'arn:aws:iam::111122223333:user/anna'} | NONE | DENY | DENY",
        "{'CanonicalUser':'anna-canonical'} | NONE | DENY | DENY",
        "{'AWS':'111122223333'} | NONE | NONE | DENY",
        "'*' | NONE | NONE | NONE",
      })
  void aDenialForOthersSparesWhoIsNamedInAnyWay(
      String who, Effect anna, Effect bert, Effect nobody) {
    BucketPolicy policy = forWhom("Deny", "'NotPrincipal':" + who);
    assertThat(List.of(get(policy, ANNA), get(policy, BERT), get(policy, ANYBODY)))
        .containsExactly(anna, bert, nobody);
  }

  @Test
  void aUserOfTheSameNameIsAnother() {
    Caller again = new Caller.Known(new UserId("anna-the-second"), "anna", List.of());
    assertThat(get(forWhom("Allow", "'Principal':" + ANNAS), again)).isEqualTo(Effect.NONE);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "photos/a* | a/b | true",
        "photos/a* | b | false",
        "photos/? | a | true",
        "photos/? | ab | false",
        "photos/public/* | public/../private | true",
        "photos/public/* | private | false",
        "photos* | x | true",
        "photos*/b | a/b | true",
        "photos*/b | b | true",
        "photos*/b | ab | false",
        "photos/${aws:username}/* | anna/x | true",
        "photos/${aws:username}/* | bert/x | false",
        "photos/${s3:VersionId}/* | /x | false",
        "photos/${*}/* | */x | true",
        "photos/${*}/* | a/x | false",
        "photos/ärger | ärger | true",
      })
  void aResourceIsTheObjectsOfSuchKeys(String resource, String key, boolean isMeant) {
    String where = "'Resource':'arn:aws:s3:::" + resource + "'";
    String everythingElse = where.replace("'Resource'", "'NotResource'");
    String whom = "'Principal':'*'";
    String what = "'Action':'s3:GetObject'";
    BucketPolicy named = statements(statement("Allow", whom, what, where));
    assertThat(effect(named, ANNA, Action.GET_OBJECT, object(key)))
        .isEqualTo(isMeant ? Effect.ALLOW : Effect.NONE);
    BucketPolicy ofOthers = statements(statement("Deny", whom, what, everythingElse));
    assertThat(effect(ofOthers, ANNA, Action.GET_OBJECT, object(key)))
        .isEqualTo(isMeant ? Effect.NONE : Effect.DENY);
  }

  @Test
  void aBucketIsNotWhatIsInIt() {
    String all = "'Action':'s3:*'";
    BucketPolicy ofBucket =
        statements(statement("Allow", "'Principal':'*'", all, "'Resource':'arn:aws:s3:::photos'"));
    assertThat(effect(ofBucket, ANNA, Action.LIST_BUCKET, bucket())).isEqualTo(Effect.ALLOW);
    assertThat(effect(ofBucket, ANNA, Action.GET_OBJECT, object("a"))).isEqualTo(Effect.NONE);
    BucketPolicy ofObjects =
        statements(
            statement("Allow", "'Principal':'*'", all, "'Resource':'arn:aws:s3:::photos/*'"));
    assertThat(effect(ofObjects, ANNA, Action.LIST_BUCKET, bucket())).isEqualTo(Effect.NONE);
    BucketPolicy ofBoth =
        statements(statement("Allow", "'Principal':'*'", all, "'Resource':'arn:aws:s3:::photos*'"));
    assertThat(effect(ofBoth, ANNA, Action.LIST_BUCKET, bucket())).isEqualTo(Effect.ALLOW);
    assertThat(effect(ofBoth, ANNA, Action.GET_OBJECT, object("a"))).isEqualTo(Effect.ALLOW);
  }

  @Test
  void aNameWithAStarInItGainsNothing() {
    Caller star = new Caller.Known(new UserId("star"), "*", List.of());
    BucketPolicy homes =
        statements(
            statement(
                "Allow",
                "'Principal':'*'",
                "'Action':'s3:GetObject'",
                "'Resource':'arn:aws:s3:::photos/${aws:username}/x'"));
    assertThat(effect(homes, star, Action.GET_OBJECT, object("anna/x"))).isEqualTo(Effect.NONE);
    assertThat(effect(homes, star, Action.GET_OBJECT, object("*/x"))).isEqualTo(Effect.ALLOW);
  }

  @Test
  void aVariableThatNobodyHasIsNoResource() {
    BucketPolicy homes =
        statements(
            statement(
                "Allow",
                "'Principal':'*'",
                "'Action':'s3:GetObject'",
                "'Resource':'arn:aws:s3:::photos/${aws:username}*'"));
    assertThat(effect(homes, ANYBODY, Action.GET_OBJECT, object("x"))).isEqualTo(Effect.NONE);
    assertThat(effect(homes, ANYBODY, Action.GET_OBJECT, object("${aws:username}")))
        .isEqualTo(Effect.NONE);
  }

  @Test
  void theOlderVersionKnowsNoVariables() {
    BucketPolicy old =
        PolicyFixture.policy(
            "{'Statement':"
                + statement(
                    "Allow",
                    "'Principal':'*'",
                    "'Action':'s3:GetObject'",
                    "'Resource':'arn:aws:s3:::photos/${aws:username}'")
                + "}");
    assertThat(effect(old, ANNA, Action.GET_OBJECT, object("anna"))).isEqualTo(Effect.NONE);
    assertThat(effect(old, ANNA, Action.GET_OBJECT, object("${aws:username}")))
        .isEqualTo(Effect.ALLOW);
  }

  @Test
  void actionsHaveWildcardsAndNoCase() {
    for (String name : List.of("s3:getobject", "S3:Get*", "s3:GetObjec?", "*", "s3:*")) {
      assertThat(
              get(
                  statements(
                      statement(
                          "Allow",
                          "'Principal':'*'",
                          "'Action':'" + name + "'",
                          "'Resource':'arn:aws:s3:::photos*'")),
                  ANNA))
          .as(name)
          .isEqualTo(Effect.ALLOW);
    }
  }

  @Test
  void otherActionsAreAllButThoseNamed() {
    BucketPolicy policy =
        statements(
            statement(
                "Deny",
                "'Principal':'*'",
                "'NotAction':['s3:GetObject','s3:List*']",
                "'Resource':'arn:aws:s3:::photos*'"));
    assertThat(get(policy, ANNA)).isEqualTo(Effect.NONE);
    assertThat(effect(policy, ANNA, Action.LIST_BUCKET, bucket())).isEqualTo(Effect.NONE);
    assertThat(effect(policy, ANNA, Action.GET_OBJECT_VERSION, object("a"))).isEqualTo(Effect.DENY);
    assertThat(effect(policy, ANNA, Action.DELETE_BUCKET, bucket())).isEqualTo(Effect.DENY);
  }

  @Test
  void twoDenialsThatDifferOnlyInWhatTheySpareBothCount() {
    String begin = "{'Effect':'Deny','Principal':'*','Action':'s3:GetObject','NotResource':";
    BucketPolicy policy =
        statements(begin + "'arn:aws:s3:::photos/a'}", begin + "'arn:aws:s3:::photos/b'}");
    assertThat(effect(policy, ANNA, Action.GET_OBJECT, object("a"))).isEqualTo(Effect.DENY);
    assertThat(effect(policy, ANNA, Action.GET_OBJECT, object("b"))).isEqualTo(Effect.DENY);
  }

  @Test
  void aDenialBeatsAllWhereverItStands() {
    String deny =
        "{'Sid':'no','Effect':'Deny','Principal':{'CanonicalUser':'anna-canonical'},'Action':'s3:*','Resource':'arn:aws:s3:::photos/*'}";
    String allow =
        "{'Sid':'yes','Effect':'Allow','Principal':"
            + ANNAS
            + ",'Action':'s3:*','Resource':'arn:aws:s3:::photos/*'}";
    assertThat(get(statements(deny, allow), ANNA)).isEqualTo(Effect.DENY);
    assertThat(get(statements(allow, deny), ANNA)).isEqualTo(Effect.DENY);
    assertThat(
            statements(allow, deny)
                .judge(new AccessRequest(ANNA, Action.GET_OBJECT, object("a"), new SaidContext())))
        .isEqualTo(new BucketPolicy.Verdict(Effect.DENY, 1, Optional.of("no")));
  }

  @Test
  void thatNobodyIsMeantIsNothing() {
    assertThat(get(forWhom("Allow", "'Principal':" + ANNAS), BERT)).isEqualTo(Effect.NONE);
  }

  @Test
  void aRefusalKnowsWhichKeysWereMissing() {
    BucketPolicy policy =
        statements(
            PolicyFixture.when(
                "Allow",
                "s3:*",
                "{'StringEquals':{'aws:Referer':'a','s3:ExistingObjectTag/x':'y'},'Bool':{'aws:SecureTransport':'true'}}"));
    assertThat(
            policy.absentKeys(
                new AccessRequest(ANNA, Action.PUT_OBJECT, object("a"), new SaidContext())))
        .containsExactly("aws:Referer", "s3:ExistingObjectTag/x");
  }
}
