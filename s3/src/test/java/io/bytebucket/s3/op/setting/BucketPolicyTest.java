package io.bytebucket.s3.op.setting;

import static io.bytebucket.s3.S3Fixture.path;
import static io.bytebucket.s3.S3Fixture.request;
import static org.assertj.core.api.Assertions.assertThat;

import io.bytebucket.s3.S3Fixture;
import io.bytebucket.s3.TestUsers;
import io.bytebucket.testkit.RawResponse;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The policy of a bucket as a setting: put, told, judged public or not, and taken away. */
class BucketPolicyTest {
  private static final String TARGET = "/" + S3Fixture.BUCKET + "?policy";
  private static final String STATUS = "/" + S3Fixture.BUCKET + "?policyStatus";

  private final S3Fixture s3 = new S3Fixture();

  private static String policy(String effect, String action, String more) {
    return """
    { "Version" : "2012-10-17",
      "Statement": [{"Effect": "%s", "Principal": "*", "Action": "%s",
                     "Resource": ["arn:aws:s3:::photos", "arn:aws:s3:::photos/*"]%s}] }
    """
        .formatted(effect, action, more);
  }

  @Test
  void aPolicyIsToldByteForByteAndTakenAway() {
    assertThat(s3.get(TARGET).status()).isEqualTo(404);
    assertThat(s3.get(TARGET).errorCode()).isEqualTo("NoSuchBucketPolicy");
    assertThat(s3.get(STATUS).errorCode()).isEqualTo("NoSuchBucketPolicy");

    String document = policy("Allow", "s3:GetObject", ", \"Sid\": \"\u00fcber\"");
    assertThat(s3.put(TARGET, document).status()).isEqualTo(204);
    RawResponse told = s3.get(TARGET);
    assertThat(told.text()).isEqualTo(document);
    assertThat(told.header("content-type")).isEqualTo("application/json");
    assertThat(s3.get(STATUS).text()).contains("<IsPublic>true</IsPublic>");

    assertThat(s3.put(TARGET, policy("Deny", "s3:PutObject", "")).status()).isEqualTo(204);
    assertThat(s3.get(STATUS).text()).contains("<IsPublic>false</IsPublic>");

    assertThat(s3.delete(TARGET).status()).isEqualTo(204);
    assertThat(s3.delete(TARGET).status()).isEqualTo(204);
    assertThat(s3.get(TARGET).status()).isEqualTo(404);
    assertThat(s3.findings()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "`` | Policies must be valid JSON and the first byte must be '{'",
        "random | Policies must be valid JSON and the first byte must be '{'",
        "{'Statement' | This policy contains invalid Json",
        "{} | Missing required field Statement",
        "{'Statement':[]} | Could not parse the policy: Statement is empty!",
        "{'Statement':[{'Sid':'x'}]} | Missing required field Effect",
        "{'Version':'2020-01-01','Statement':[{}]} | The policy must contain a valid version string",
        "{'Statements':[]} | Unknown field Statements",
        "{'Id':'a','Id':'b'} | Statement/policy already has instance of Id",
        "{'Statement':{'Effect':'Maybe'}} | Invalid effect: Maybe",
        "{'Statement':{'Effect':'Allow','NotPrincipal':'*'}} | Allow with NotPrincipal is not allowed.",
        "{'Statement':{'Effect':'Allow','Principal':'anna'}} | Invalid principal in policy",
        "{'Statement':{'Effect':'Allow','Principal':'*','Action':'s3:CreateBucket'}} | Policy has invalid action",
        "{'Statement':{'Effect':'Deny','Principal':'*','Action':'s3:*','Resource':'arn:aws:s3:::'}} | Policy has invalid resource",
        "{'Statement':{'Effect':'Deny','Principal':'*','Action':'s3:*','Resource':'arn:aws:s3:::other/*'}} | Policy has invalid resource",
        "{'Statement':{'Effect':'Allow','Principal':'*','Action':'s3:ListBucket','Resource':'arn:aws:s3:::photos/*'}} | Action does not apply to any resource(s) in statement",
        "{'Statement':{'Effect':'Allow','Principal':'*','Action':'s3:*','Resource':'arn:aws:s3:::photos/*','Condition':{'StringIs':{}}}} | Invalid Condition type : StringIs",
        "{'Statement':{'Effect':'Allow','Principal':'*','Action':'s3:*','Resource':'arn:aws:s3:::photos/*','Condition':{'Bool':{'aws:Nothing':'true'}}}} | Policy has an invalid condition key",
        "{'Statement':{'Effect':'Allow','Principal':'*','Action':'s3:PutObject','Resource':'arn:aws:s3:::photos/*','Condition':{'Null':{'s3:ExistingObjectTag/a':'true'}}}} | Conditions do not apply to combination of actions and resources in statement",
        "{'Statement':{'Effect':'Allow','Principal':'*','Action':'s3:*','Resource':'arn:aws:s3:::photos/*','Condition':{'IpAddress':{'aws:SourceIp':'here'}}}} | Invalid IP address in Conditions",
      })
  void whatIsNoPolicyIsRefusedInTheWordsOfAws(String document, String message) {
    RawResponse refused = s3.put(TARGET, document.replace('\'', '"'));
    assertThat(refused.status()).isEqualTo(400);
    assertThat(refused.errorCode()).isEqualTo("MalformedPolicy");
    assertThat(refused.text().replace("&apos;", "'"))
        .contains("<Message>" + message + "</Message>");
    assertThat(s3.get(TARGET).status()).isEqualTo(404);
  }

  @Test
  void aPolicyOfMoreThanTwentyThousandBytesIsTooLong() {
    RawResponse refused = s3.put(TARGET, "{" + " ".repeat(30_000) + "}");
    assertThat(refused.errorCode()).isEqualTo("MalformedPolicy");
    assertThat(refused.text())
        .contains("Normalized policy document exceeds the maximum allowed size of 20480 bytes");
    assertThat(s3.put(TARGET, "{" + " ".repeat(70_000) + "}").status()).isEqualTo(400);
  }

  @Test
  void anAdministratorIsNeverLockedOutOfThePolicyAndOutOfAllElse() {
    s3.store("a");
    assertThat(s3.put(TARGET, policy("Deny", "s3:*", "")).status()).isEqualTo(204);

    RawResponse refused = s3.get(path("a"));
    assertThat(refused.status()).isEqualTo(403);
    assertThat(refused.text())
        .contains(
            "User: arn:aws:iam::000000000000:user/AKIDOWNER is not authorized to perform:"
                + " s3:GetObject on resource: &quot;arn:aws:s3:::photos/a&quot; with an explicit"
                + " deny in a resource-based policy");
    assertThat(s3.get(STATUS).status()).isEqualTo(403);
    String mayAll = TestUsers.may(List.of("GetBucketPolicy", "DeleteBucketPolicy"));
    assertThat(s3.signedBy(mayAll, request("GET", TARGET)).status()).isEqualTo(403);
    assertThat(s3.signedBy(mayAll, request("DELETE", TARGET)).status()).isEqualTo(403);

    assertThat(s3.get(TARGET).status()).isEqualTo(200);
    assertThat(s3.put(TARGET, policy("Deny", "s3:*", "")).status()).isEqualTo(204);
    assertThat(s3.delete(TARGET).status()).isEqualTo(204);
    assertThat(s3.get(path("a")).status()).isEqualTo(200);
  }

  @Test
  void whoDoesNotSignMayNotEvenIfThePolicySaysSo() {
    for (String method : List.of("GET", "PUT", "DELETE")) {
      assertThat(s3.send(S3Fixture.complete(request(method, TARGET))).status()).isEqualTo(403);
    }
    assertThat(s3.put(TARGET, policy("Allow", "s3:*", "")).status()).isEqualTo(204);
    for (String method : List.of("GET", "PUT", "DELETE")) {
      RawResponse refused = s3.send(S3Fixture.complete(request(method, TARGET)));
      assertThat(refused.status()).isEqualTo(405);
      assertThat(refused.errorCode()).isEqualTo("MethodNotAllowed");
    }
    assertThat(s3.send(S3Fixture.complete(request("GET", STATUS))).status()).isEqualTo(200);
    String nobody = TestUsers.NOBODY;
    assertThat(s3.signedBy(nobody, request("GET", TARGET)).status()).isEqualTo(200);
  }

  @Test
  void thePolicyOfABucketGoesWithIt() {
    assertThat(s3.put("/other-bucket", "").status()).isEqualTo(200);
    String open = policy("Allow", "s3:*", "").replace("photos", "other-bucket");
    assertThat(s3.put("/other-bucket?policy", open).status()).isEqualTo(204);
    assertThat(s3.signedBy(TestUsers.NOBODY, request("DELETE", "/other-bucket")).status())
        .isEqualTo(204);
    assertThat(s3.put("/other-bucket", "").status()).isEqualTo(200);

    assertThat(s3.get("/other-bucket?policy").errorCode()).isEqualTo("NoSuchBucketPolicy");
    assertThat(s3.signedBy(TestUsers.NOBODY, request("GET", "/other-bucket")).status())
        .isEqualTo(403);
  }
}
