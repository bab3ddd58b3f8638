package io.bytebucket.admin.refusal;

import static io.bytebucket.admin.AdminFixture.READER;
import static io.bytebucket.admin.AdminFixture.by;
import static io.bytebucket.admin.AdminFixture.json;
import static io.bytebucket.admin.AdminFixture.request;
import static org.assertj.core.api.Assertions.assertThat;

import io.bytebucket.admin.AdminFixture;
import io.bytebucket.testkit.RawResponse;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Why was this refused? */
class RefusalsTest {
  private final AdminFixture admin = new AdminFixture();

  private JsonNode why(RawResponse refused) {
    RawResponse answer = admin.admin("GET", "/api/why/" + refused.header("x-amz-request-id"));
    assertThat(answer.status()).as(answer.text()).isEqualTo(200);
    return json(answer);
  }

  @Test
  void whoIsRefusedIsToldLittleAndAnAdministratorWhy() {
    RawResponse refused = admin.send(by(READER, request("GET", "/api/users")));
    assertThat(refused.text()).doesNotContain("administrator");

    JsonNode why = why(refused);
    assertThat(why.path("code").asString()).isEqualTo("AccessDenied");
    assertThat(why.path("accessKeyID").asString()).isEqualTo(READER);
    assertThat(why.path("accessKeyProved").asBoolean()).isTrue();
    assertThat(why.path("because").path("reason").asString())
        .isEqualTo("who asks is no administrator");
    assertThat(why.path("because").path("action").asString()).isEqualTo("admin:SignIn");
  }

  @Test
  void nothingOfASecretIsKept() {
    RawResponse refused =
        admin.send(
            request("GET", "/api/users")
                .add("x-admin-accesskey", READER)
                .add("x-admin-secret", "a guess of mine"));

    JsonNode why = why(refused);
    assertThat(why.path("status").asInt()).isEqualTo(401);
    assertThat(why.path("accessKeyProved").asBoolean()).isFalse();
    assertThat(why.toString()).doesNotContain("a guess of mine");
  }

  @Test
  void theLatestAreListedFirst() {
    for (int i = 0; i < 3; i++) {
      assertThat(admin.send(by(READER, request("GET", "/api/users"))).status()).isEqualTo(403);
    }
    RawResponse last = admin.send(by(READER, request("DELETE", "/api/users/x")));

    JsonNode list = json(admin.admin("GET", "/api/why?limit=2")).path("refusals");
    assertThat(list.size()).isEqualTo(2);
    assertThat(list.get(0).path("requestId").asString()).isEqualTo(last.header("x-amz-request-id"));
  }

  @Test
  void whatWasNotRefusedIsNotThere() {
    RawResponse fine = admin.admin("GET", "/api/users");
    assertThat(admin.admin("GET", "/api/why/" + fine.header("x-amz-request-id")).status())
        .isEqualTo(404);
  }

  private JsonNode because(RawResponse refused) {
    assertThat(refused.status()).as(refused.text()).isEqualTo(403);
    return why(refused).path("because");
  }

  private void policy(String bucket, String document) {
    RawResponse set =
        admin.admin("PUT", "/api/s3/" + bucket + "?policy", document.replace('\'', '"'));
    assertThat(set.status()).as(set.text()).isEqualTo(204);
  }

  @Test
  void aStatementOfAPolicyIsNamedWithWhatTheRequestDidNotSay() {
    admin.admin("PUT", "/api/s3/photos");
    policy(
        "photos",
        """
        {'Version':'2012-10-17','Statement':[
          {'Effect':'Allow','Principal':'*','Action':'s3:GetObject','Resource':'arn:aws:s3:::photos/*'},
          {'Sid':'NeedsATag','Effect':'Deny','Principal':'*','Action':'s3:PutObject',
           'Resource':'arn:aws:s3:::photos/*','Condition':{'Null':{'s3:RequestObjectTag/of':'true'}}}]}
        """);
    RawResponse refused = admin.admin("PUT", "/api/s3/photos/a", "x");
    assertThat(refused.text()).doesNotContain("NeedsATag", "policy", "RequestObjectTag");
    JsonNode because = because(refused);
    assertThat(because.path("decided_by").asString()).isEqualTo("the policy of the bucket");
    assertThat(because.path("statement").asString()).isEqualTo("1");
    assertThat(because.path("sid").asString()).isEqualTo("NeedsATag");
    assertThat(because.path("absent_keys").asString()).contains("s3:RequestObjectTag/of");
    assertThat(because.path("resource").asString()).isEqualTo("arn:aws:s3:::photos/a");
  }

  @Test
  void aRuleThatForbidsIsNamedByItsPlaceAmongTheRules() {
    admin.admin("PUT", "/api/s3/photos");
    admin.create("half", "AKIDHALF", "*");
    admin.admin(
        "PUT",
        "/api/users/AKIDHALF",
        "{\"acl\":[{\"effect\":\"Allow\",\"buckets\":[\"*\"],\"actions\":[\"*\"]},"
            + "{\"effect\":\"Deny\",\"buckets\":[\"photos\"],"
            + "\"actions\":[\"s3:PutObject\",\"admin:GetBucketQuota\"]}]}");
    JsonNode put =
        because(
            admin.send(by("AKIDHALF", request("PUT", "/api/s3/photos/a").withBody("x").sized())));
    JsonNode quota = because(admin.send(by("AKIDHALF", request("GET", "/api/s3/photos?quota"))));
    for (JsonNode because : new JsonNode[] {put, quota}) {
      assertThat(because.path("decided_by").asString()).startsWith("the rules of").endsWith("half");
      assertThat(because.path("statement").asString()).isEqualTo("1");
    }
    assertThat(quota.path("action").asString()).isEqualTo("admin:GetBucketQuota");
    assertThat(quota.path("resource").asString()).isEqualTo("arn:aws:s3:::photos");
  }

  @Test
  void whatBlocksPublicAccessAndWhatAQuotaKeepsOutIsSaid() {
    admin.admin("PUT", "/api/s3/photos");
    admin.admin("PUT", "/api/s3/photos?publicAccessBlock", "{\"blockPublicAcls\":true}");
    JsonNode blocked =
        because(admin.admin("PUT", "/api/s3/photos?acl", "{\"canned\":\"public-read\"}"));
    assertThat(blocked.path("kind").asString()).isEqualTo("ACL");
    admin.admin("PUT", "/api/s3/photos?quota", "{\"bytes\":3}");
    JsonNode full = because(admin.admin("PUT", "/api/s3/photos/a", "four"));
    assertThat(full.path("measure").asString()).isEqualTo("BYTES");
    assertThat(full.path("limit").asString()).isEqualTo("3");
  }

  @Test
  void whatWasRefusedOfAListIsKeptAlthoughTheRestWasDone() {
    admin.admin("PUT", "/api/s3/photos");
    for (String key : new String[] {"a", "b", "c"}) {
      admin.admin("PUT", "/api/s3/photos/" + key, "x");
    }
    policy(
        "photos",
        """
        {'Version':'2012-10-17','Statement':{'Sid':'Kept','Effect':'Deny','Principal':'*',
         'Action':'s3:DeleteObject',
         'Resource':['arn:aws:s3:::photos/b','arn:aws:s3:::photos/c']}}
        """);
    RawResponse done =
        admin.admin("POST", "/api/s3/photos?delete", "{\"objects\":[\"a\",\"b\",\"c\"]}");
    assertThat(done.status()).isEqualTo(200);
    assertThat(done.text()).doesNotContain("Kept");
    JsonNode why = why(done);
    assertThat(why.path("code").asString()).isEqualTo("AccessDenied");
    assertThat(why.path("status").asInt()).isEqualTo(200);
    assertThat(why.path("because").path("sid").asString()).isEqualTo("Kept");
    assertThat(why.path("because").path("resource").asString()).isEqualTo("arn:aws:s3:::photos/b");
    assertThat(why.path("because").path("refused_parts").asString()).isEqualTo("2");
  }
}
