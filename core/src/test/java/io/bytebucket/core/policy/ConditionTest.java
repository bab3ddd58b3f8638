package io.bytebucket.core.policy;

import static io.bytebucket.core.policy.PolicyFixture.ANNA;
import static io.bytebucket.core.policy.PolicyFixture.ANYBODY;
import static io.bytebucket.core.policy.PolicyFixture.bucket;
import static io.bytebucket.core.policy.PolicyFixture.effect;
import static io.bytebucket.core.policy.PolicyFixture.object;
import static io.bytebucket.core.policy.PolicyFixture.statements;
import static io.bytebucket.core.policy.PolicyFixture.when;
import static org.assertj.core.api.Assertions.assertThat;

import io.bytebucket.core.access.Action;
import io.bytebucket.core.access.BucketPolicy.Effect;
import io.bytebucket.core.access.Said;
import io.bytebucket.core.access.SaidContext;
import io.bytebucket.core.access.Signing;
import io.bytebucket.core.access.Value;
import io.bytebucket.core.object.VersionSelector;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What conditions say of requests. */
class ConditionTest {
  private static boolean holds(String condition, Action action, SaidContext context) {
    return effect(
            statements(when("Allow", "s3:*", condition)),
            ANNA,
            action,
            action == Action.LIST_BUCKET ? bucket() : object("k"),
            context)
        == Effect.ALLOW;
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "StringEquals | 'a' | a | true",
        "StringEquals | 'a' | A | false",
        "StringEquals | ['b','a'] | a | true",
        "StringEquals | 'a*' | ab | false",
        "StringEquals | 'a*' | a* | true",
        "StringNotEquals | 'a' | b | true",
        "StringNotEquals | ['a','b'] | b | false",
        "StringEqualsIgnoreCase | 'aB' | Ab | true",
        "StringEqualsIgnoreCase | 'ä' | Ä | true",
        "StringNotEqualsIgnoreCase | 'aB' | Ab | false",
        "StringLike | 'a*/?' | ab/c | true",
        "StringLike | 'a*/?' | ab/cd | false",
        "StringNotLike | ['a*','b*'] | cab | true",
        "StringNotLike | ['a*','b*'] | ba | false",
        "StringLike | '${*}a' | *a | true",
        "StringLike | '${*}a' | ba | false",
        "StringEquals | '${$}{x}' | ${x} | true",
        "StringEquals | '${aws:username}' | anna | true",
        "StringEquals | '${AWS:UserName}' | anna | true",
        "StringLike | '*${aws:username}*' | x anna y | true",
        "StringEqualsIgnoreCase | '${aws:username}' | ANNA | true",
        "StringEquals | '${s3:VersionId}' | anna | false",
        "StringNotEquals | '${s3:VersionId}' | anna | true",
        "NumericEquals | '10' | 10.0 | true",
        "NumericEquals | '10' | x | false",
        "NumericNotEquals | '10' | 11 | true",
        "NumericNotEquals | '10' | x | false",
        "NumericLessThan | '10' | 9.99 | true",
        "NumericLessThan | '10' | 10 | false",
        "NumericLessThanEquals | '10' | 10 | true",
        "NumericGreaterThan | '10' | -11 | false",
        "NumericGreaterThanEquals | ['11','10'] | 10 | true",
        "DateEquals | '2026-01-01T00:00:00Z' | 1767225600 | true",
        "DateEquals | '2026-01-01' | 2026-01-01T01:00:00+01:00 | true",
        "DateNotEquals | '2026-01-01' | 2026-01-02 | true",
        "DateLessThan | '2026-01-01' | 2025-12-31T23:59:59Z | true",
        "DateLessThanEquals | '2026-01-01' | 2026-01-02 | false",
        "DateGreaterThan | '0' | 1970-01-01T00:00:00Z | false",
        "DateGreaterThanEquals | '0' | 1970-01-01T00:00:00Z | true",
        "DateGreaterThanEquals | '0' | later | false",
        "Bool | 'true' | true | true",
        "Bool | true | false | false",
        "Bool | 'false' | other | false",
        "BinaryEquals | 'QUI=' | QUI= | true",
        "BinaryEquals | 'QUI=' | QUJD | false",
        "IpAddress | '10.0.0.0/8' | 10.1.2.3 | true",
        "IpAddress | '10.0.0.0/8' | 11.1.2.3 | false",
        "IpAddress | '10.1.2.3' | 10.1.2.3 | true",
        "IpAddress | '0.0.0.0/0' | ::1 | false",
        "IpAddress | '2001:db8::/33' | 2001:db8:7fff::1 | true",
        "IpAddress | '2001:db8::/33' | 2001:db8:8000::1 | false",
        "NotIpAddress | ['10.0.0.0/8','192.168.0.0/16'] | 192.168.1.1 | false",
        "NotIpAddress | '10.0.0.0/8' | somewhere | false",
        "ArnEquals | 'arn:aws:iam::*:user/a*' | arn:aws:iam::1:user/anna | true",
        "ArnLike | 'arn:*:*:*:*:anna' | arn:aws:iam::1:user/anna | false",
        "ArnLike | 'arn:aws:iam::1:*' | arn:aws:iam::1:user:x | true",
        "ArnNotEquals | 'arn:aws:iam::1:user/anna' | arn:aws:iam::1:user/anna | false",
        "ArnNotLike | 'arn:aws:iam::1:user/b*' | arn:aws:iam::1:user/anna | true",
        "ArnEquals | '${aws:PrincipalArn}' | arn:aws:iam::111122223333:user/anna | true",
        "Null | 'false' | a | true",
        "Null | 'true' | a | false",
        "Null | ['true','false'] | a | true",
      })
  void anOperatorComparesAsItsNameSays(
      String operator, String values, String said, boolean isTrue) {
    String condition = "{'" + operator + "':{'aws:Referer':" + values + "}}";
    assertThat(holds(condition, Action.GET_OBJECT, new SaidContext().says(Said.REFERER, said)))
        .isEqualTo(isTrue);
  }

  @Test
  void aVariableMayHaveAValueForWhenItsKeyIsMissing() {
    String condition = "{\"StringEquals\":{\"aws:Referer\":\"${s3:VersionId, 'none'}\"}}";
    String statement = when("Allow", "s3:*", "{}").replace('\'', '"').replace("{}", condition);
    var policy =
        PolicyFixture.raw(
            ("{\"Version\":\"2012-10-17\",\"Statement\":" + statement + "}")
                .getBytes(StandardCharsets.UTF_8));
    assertThat(
            effect(
                policy,
                ANNA,
                Action.GET_OBJECT,
                object("k"),
                new SaidContext().says(Said.REFERER, "none")))
        .isEqualTo(Effect.ALLOW);
  }

  /** Of a key that is not there. */
  @ParameterizedTest
  @CsvSource({
    "StringEquals, false",
    "StringNotEquals, true",
    "StringLike, false",
    "StringNotLike, true",
    "StringEqualsIfExists, true",
    "StringNotEqualsIfExists, true",
    "ForAllValues:StringEquals, true",
    "ForAllValues:StringNotEquals, true",
    "ForAnyValue:StringEquals, false",
    "ForAnyValue:StringNotEquals, false",
    "ForAnyValue:StringEqualsIfExists, true",
    "ArnNotLike, true",
    "Null, true",
  })
  void aKeyThatIsMissingIsFalseTrueOrPassedOver(String operator, boolean isTrue) {
    String value = operator.startsWith("Arn") ? "arn:a:b:c:d:e" : "true";
    assertThat(
            holds(
                "{'" + operator + "':{'aws:Referer':'" + value + "'}}",
                Action.GET_OBJECT,
                new SaidContext()))
        .isEqualTo(isTrue);
  }

  /** Of a request with the tags a and b, against a policy that lists a and c. */
  @ParameterizedTest
  @CsvSource({
    "ForAllValues:StringEquals, false",
    "ForAnyValue:StringEquals, true",
    "ForAllValues:StringNotEquals, false",
    "ForAnyValue:StringNotEquals, true",
    "StringEquals, true",
    "StringNotEquals, false",
  })
  void aQuantifierSaysOfHowManyValuesItHasToBeSo(String operator, boolean isTrue) {
    SaidContext two = new SaidContext().sends(new Value.Present<>(Map.of("a", "1", "b", "2")));
    assertThat(
            holds(
                "{'" + operator + "':{'s3:RequestObjectTagKeys':['a','c']}}",
                Action.PUT_OBJECT,
                two))
        .isEqualTo(isTrue);
  }

  @Test
  void operatorsAndKeysAllHaveToBeTrue() {
    String both =
        "{'StringEquals':{'aws:Referer':'a','aws:UserAgent':'b'},'Bool':{'aws:SecureTransport':'true'}}";
    SaidContext context = new SaidContext().says(Said.REFERER, "a").says(Said.USER_AGENT, "b");
    assertThat(holds(both, Action.GET_OBJECT, context)).isFalse();
    assertThat(holds(both, Action.GET_OBJECT, context.comesSecurely())).isTrue();
    assertThat(holds(both, Action.GET_OBJECT, context.says(Said.USER_AGENT, "c"))).isFalse();
  }

  /** What cannot be told of a request forbids, and allows nothing. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "{'StringEquals':{'s3:ExistingObjectTag/a':'x'}}",
        "{'StringNotEquals':{'s3:ExistingObjectTag/a':'x'}}",
        "{'Null':{'s3:ExistingObjectTag/a':'true'}}",
        "{'StringEqualsIfExists':{'s3:ExistingObjectTag/a':'x'}}",
        "{'ForAllValues:StringEquals':{'s3:ExistingObjectTag/a':'x'}}",
        "{'NotIpAddress':{'aws:SourceIp':'10.0.0.0/8'}}",
        "{'IpAddress':{'aws:SourceIp':'10.0.0.0/8'}}",
        "{'StringLike':{'aws:PrincipalArn':'*${s3:ExistingObjectTag/a}'}}",
      })
  void whatCannotBeToldCountsAgainstTheCaller(String condition) {
    SaidContext unknown = new SaidContext();
    assertThat(holds(condition, Action.GET_OBJECT, unknown)).isFalse();
    assertThat(
            effect(
                statements(when("Deny", "s3:*", condition)),
                ANNA,
                Action.GET_OBJECT,
                object("k"),
                unknown))
        .isEqualTo(Effect.DENY);
  }

  /** Of a request that says what is no value of its kind. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "{'IpAddress':{'aws:Referer':'10.0.0.0/8'}}",
        "{'NotIpAddress':{'aws:Referer':'10.0.0.0/8'}}",
        "{'NumericLessThan':{'aws:Referer':'10'}}",
        "{'NumericNotEquals':{'aws:Referer':'10'}}",
        "{'DateGreaterThan':{'aws:Referer':'2026-01-01'}}",
        "{'Bool':{'aws:Referer':'true'}}",
      })
  void whatCannotBeReadCannotBeToldEither(String condition) {
    SaidContext nonsense = new SaidContext().says(Said.REFERER, "nonsense");
    assertThat(holds(condition, Action.GET_OBJECT, nonsense)).isFalse();
    assertThat(
            effect(
                statements(when("Deny", "s3:*", condition)),
                ANNA,
                Action.GET_OBJECT,
                object("k"),
                nonsense))
        .isEqualTo(Effect.DENY);
  }

  @Test
  void whatIsFalseWhateverTheRestForbidsNothing() {
    String condition =
        "{'IpAddress':{'aws:SourceIp':'10.0.0.1'},'StringEquals':{'aws:Referer':'a'}}";
    assertThat(
            effect(
                statements(when("Deny", "s3:*", condition)),
                ANNA,
                Action.GET_OBJECT,
                object("k"),
                new SaidContext().says(Said.REFERER, "b")))
        .isEqualTo(Effect.NONE);
  }

  @Test
  void aTextThatNoHeaderHoldsCannotBeTold() {
    SaidContext context =
        new SaidContext().says(Said.REFERER, "x".repeat(KeyValues.TEXT_LIMIT + 1));
    String condition = "{'StringNotLike':{'aws:Referer':'*y*'}}";
    assertThat(holds(condition, Action.GET_OBJECT, context)).isFalse();
  }

  /** Every key, and what a request says that has it. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "aws:SourceIp | GET_OBJECT | 10.1.2.3",
        "aws:SecureTransport | GET_OBJECT | true",
        "aws:CurrentTime | GET_OBJECT | 2026-11-28T10:00:00Z",
        "aws:EpochTime | GET_OBJECT | 1795860000",
        "aws:Referer | GET_OBJECT | referer",
        "aws:UserAgent | GET_OBJECT | agent",
        "aws:username | GET_OBJECT | anna",
        "aws:userid | GET_OBJECT | anna-id",
        "aws:PrincipalArn | GET_OBJECT | arn:aws:iam::111122223333:user/anna",
        "aws:PrincipalAccount | GET_OBJECT | 111122223333",
        "aws:PrincipalType | GET_OBJECT | User",
        "aws:ResourceAccount | GET_OBJECT | 111122223333",
        "aws:RequestedRegion | GET_OBJECT | eu-central-1",
        "s3:authType | GET_OBJECT | REST-QUERY-STRING",
        "s3:signatureversion | GET_OBJECT | AWS4-HMAC-SHA256",
        "s3:signatureAge | GET_OBJECT | 5000",
        "s3:x-amz-content-sha256 | GET_OBJECT | hash",
        "s3:prefix | LIST_BUCKET | prefix",
        "s3:delimiter | LIST_BUCKET | /",
        "s3:max-keys | LIST_BUCKET | 7",
        "s3:VersionId | GET_OBJECT_VERSION | null",
        "s3:x-amz-acl | PUT_OBJECT | private",
        "s3:x-amz-grant-read | PUT_OBJECT_ACL | id",
        "s3:x-amz-copy-source | PUT_OBJECT | photos/a",
        "s3:x-amz-metadata-directive | PUT_OBJECT | COPY",
        "s3:x-amz-storage-class | PUT_OBJECT | STANDARD",
        "s3:x-amz-server-side-encryption | PUT_OBJECT | AES256",
        "s3:object-lock-mode | PUT_OBJECT_RETENTION | GOVERNANCE",
        "s3:object-lock-retain-until-date | PUT_OBJECT | 2026-12-01T09:00:00Z",
        "s3:object-lock-remaining-retention-days | PUT_OBJECT | 3",
        "s3:object-lock-legal-hold | PUT_OBJECT_LEGAL_HOLD | ON",
        "s3:RequestObjectTag/a | PUT_OBJECT | 1",
        "s3:RequestObjectTagKeys | PUT_OBJECT | a",
        "s3:ExistingObjectTag/b | GET_OBJECT | 2",
        "s3:if-match | DELETE_OBJECT | etag",
        "s3:if-none-match | PUT_OBJECT | *",
        "s3:ObjectCreationOperation | PUT_OBJECT | true",
      })
  void aKeyIsWhatTheRequestSays(String key, Action action, String value) {
    SaidContext context = everything();
    String equals = "{'StringEquals':{'" + key + "':'" + value + "'}}";
    assertThat(holds(equals, action, context)).isTrue();
    boolean isAddress = key.equals("aws:SourceIp");
    String other = equals.replace("'" + value + "'}}", isAddress ? "'1.1.1.1'}}" : "'no'}}");
    assertThat(holds(other, action, context)).isFalse();
  }

  private static SaidContext everything() {
    return new SaidContext()
        .at(Instant.parse("2026-11-28T10:00:00Z"))
        .comesFrom("10.1.2.3")
        .comesSecurely()
        .isSigned(
            new Signing(
                Signing.Carrier.QUERY,
                4,
                new Value.Present<>(Instant.parse("2026-11-28T09:59:55Z"))))
        .says(Said.REFERER, "referer")
        .says(Said.USER_AGENT, "agent")
        .says(Said.CONTENT_SHA256, "hash")
        .says(Said.PREFIX, "prefix")
        .says(Said.DELIMITER, "/")
        .lists(7)
        .names(new VersionSelector.Null())
        .says(Said.ACL, "private")
        .says(Said.GRANT_READ, "id")
        .says(Said.COPY_SOURCE, "photos/a")
        .says(Said.METADATA_DIRECTIVE, "COPY")
        .says(Said.STORAGE_CLASS, "STANDARD")
        .says(Said.ENCRYPTION, "AES256")
        .says(Said.LOCK_MODE, "GOVERNANCE")
        .says(Said.LOCK_UNTIL, "2026-12-01T09:00:00Z")
        .says(Said.LEGAL_HOLD, "ON")
        .sends(new Value.Present<>(Map.of("a", "1")))
        .finds(new Value.Present<>(Map.of("b", "2")))
        .says(Said.IF_MATCH, "etag")
        .says(Said.IF_NONE_MATCH, "*")
        .creates(true);
  }

  /** A key has no value for an action that it has no meaning for, whatever the request says. */
  @ParameterizedTest
  @CsvSource({
    "s3:prefix, GET_OBJECT",
    "s3:VersionId, GET_OBJECT",
    "s3:x-amz-acl, GET_OBJECT",
    "s3:x-amz-copy-source, DELETE_OBJECT",
    "s3:RequestObjectTag/a, PUT_OBJECT_ACL",
    "s3:ExistingObjectTag/b, PUT_OBJECT",
    "s3:ExistingObjectTag/b, DELETE_OBJECT",
    "s3:if-match, GET_OBJECT",
    "s3:if-none-match, DELETE_OBJECT",
  })
  void aKeyIsMissingWhereItHasNoMeaning(String key, Action action) {
    assertThat(holds("{'Null':{'" + key + "':'true'}}", action, everything())).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "aws:username",
        "aws:userid",
        "aws:PrincipalArn",
        "aws:PrincipalAccount",
        "s3:authType",
        "s3:signatureversion",
        "s3:signatureAge",
      })
  void whoDoesNotSignHasNoName(String key) {
    assertThat(
            effect(
                statements(when("Allow", "s3:*", "{'Null':{'" + key + "':'true'}}")),
                ANYBODY,
                Action.GET_OBJECT,
                object("k")))
        .isEqualTo(Effect.ALLOW);
  }
}
