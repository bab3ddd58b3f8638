package io.bytebucket.admin.question;

import static io.bytebucket.admin.AdminFixture.READER;
import static io.bytebucket.admin.AdminFixture.by;
import static io.bytebucket.admin.AdminFixture.code;
import static io.bytebucket.admin.AdminFixture.json;
import static io.bytebucket.admin.AdminFixture.request;
import static io.bytebucket.admin.AdminFixture.secret;
import static org.assertj.core.api.Assertions.assertThat;

import io.bytebucket.admin.AdminFixture;
import io.bytebucket.core.bucket.BucketName;
import io.bytebucket.testkit.RawResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** What could somebody do, and would a request pass? */
class QuestionsTest {
  private static final String BUCKET = "/api/s3/photos";

  private final AdminFixture admin = new AdminFixture();

  @BeforeEach
  void makeABucketWithAPolicy() {
    admin.admin("PUT", BUCKET);
    admin.admin("PUT", BUCKET + "/public/a", "hello");
    policy(
        """
        {"Version":"2012-10-17","Statement":[
          {"Sid":"Open","Effect":"Allow","Principal":"*","Action":"s3:GetObject",
           "Resource":"arn:aws:s3:::photos/public/*"},
          {"Sid":"Inside","Effect":"Deny","Principal":"*","Action":"s3:*",
           "Resource":["arn:aws:s3:::photos","arn:aws:s3:::photos/*"],
           "Condition":{"NotIpAddress":{"aws:SourceIp":"10.0.0.0/8"}}}]}
        """);
  }

  private void policy(String text) {
    admin.store.policies().put(new BucketName("photos"), text.getBytes(StandardCharsets.UTF_8));
  }

  private JsonNode ask(String question) {
    RawResponse answer = admin.admin("POST", "/api/simulate", question.replace('\'', '"'));
    assertThat(answer.status()).as(answer.text()).isEqualTo(200);
    return json(answer);
  }

  private static List<String> texts(JsonNode list) {
    List<String> all = new ArrayList<>();
    list.forEach(text -> all.add(text.asString()));
    return all;
  }

  @Test
  void aPolicyAnswersWithTheStatementThatDecides() {
    JsonNode inside =
        ask(
            "{'action':'s3:getobject','bucket':'photos','key':'public/a',"
                + "'context':{'aws:SourceIp':'10.1.2.3'}}");
    assertThat(inside.path("allowed").asBoolean()).isTrue();
    assertThat(inside.path("decidedBy").asString()).isEqualTo("policy");
    assertThat(inside.path("statement").asInt()).isZero();
    assertThat(inside.path("sid").asString()).isEqualTo("Open");

    JsonNode outside =
        ask(
            "{'user':'AKIDREADER','action':'s3:GetObject','bucket':'photos','key':'public/a',"
                + "'context':{'AWS:sourceip':'192.0.2.1'}}");
    assertThat(outside.path("allowed").asBoolean()).isFalse();
    assertThat(outside.path("sid").asString()).isEqualTo("Inside");
    assertThat(outside.path("user").asString()).isEqualTo("reader");
    assertThat(outside.path("resource").asString()).isEqualTo("arn:aws:s3:::photos/public/a");
  }

  @Test
  void whatNobodySaysOfTheNetworkIsUnknownAndSoForbidsAndAllowsNothing() {
    String get = "{'user':'AKIDREADER','action':'s3:GetObject','bucket':'photos','key':'x'%s}";
    assertThat(ask(get.formatted("")).path("allowed").asBoolean()).isFalse();
    assertThat(
            ask(get.formatted(",'context':{'aws:SourceIp':'10.1.1.1'}"))
                .path("allowed")
                .asBoolean())
        .isTrue();
  }

  @Test
  void rulesAnswerWithTheirPlaceAndNothingWithTheReason() {
    admin.admin("PUT", "/api/s3/other");
    JsonNode read = ask("{'user':'AKIDREADER','action':'s3:GetObject','bucket':'other','key':'a'}");
    assertThat(read.path("decidedBy").asString()).isEqualTo("rules");
    assertThat(read.path("statement").asInt()).isZero();
    JsonNode write =
        ask("{'user':'AKIDREADER','action':'s3:PutObject','bucket':'other','key':'a'}");
    assertThat(write.path("allowed").asBoolean()).isFalse();
    assertThat(write.path("decidedBy").asString()).isEqualTo("nothing");
    assertThat(write.path("reason").asString()).isEqualTo("no rule of the user allows it");
  }

  @Test
  void runningTheStoreIsAskedAboutToo() {
    assertThat(ask("{'user':'AKIDADMIN','action':'admin:DeleteUser'}").path("allowed").asBoolean())
        .isTrue();
    JsonNode no = ask("{'user':'AKIDREADER','action':'admin:PutBucketQuota','bucket':'photos'}");
    assertThat(no.path("allowed").asBoolean()).isFalse();
    assertThat(no.path("reason").asString()).isEqualTo("who asks is no administrator");
  }

  @Test
  void whatIsOnesOwnIsAskedAboutToo() {
    JsonNode own = ask("{'user':'AKIDREADER','action':'admin:StartJob','bucket':'photos'}");
    assertThat(own.path("allowed").asBoolean()).isTrue();
    assertThat(own.path("reason").asString()).isEqualTo("it is the user's own");
    JsonNode access = json(admin.admin("GET", "/api/users/AKIDREADER/access"));
    assertThat(texts(access.path("adminActions")))
        .contains("admin:SignIn", "admin:CreateAccessKey")
        .doesNotContain("admin:CreateUser", "admin:ListUsers");
    admin.admin(
        "PUT",
        "/api/users/AKIDREADER",
        "{\"acl\":[{\"effect\":\"Deny\",\"buckets\":[\"p*\"],\"actions\":[\"admin:StartJob\"]}]}");
    JsonNode denied = ask("{'user':'AKIDREADER','action':'admin:StartJob','bucket':'photos'}");
    assertThat(denied.path("allowed").asBoolean()).isFalse();
    assertThat(denied.path("statement").asInt()).isZero();
    assertThat(
            ask("{'user':'AKIDREADER','action':'admin:StartJob','bucket':'others'}")
                .path("allowed")
                .asBoolean())
        .isTrue();
  }

  @Test
  void anAnswerChangesWithWhatItIsAboutAndADisabledUserIsSaidToBeOne() {
    String delete = "{'user':'AKIDREADER','action':'s3:DeleteObject','bucket':'other','key':'a'}";
    admin.admin("PUT", "/api/s3/other");
    assertThat(ask(delete).path("allowed").asBoolean()).isFalse();
    admin.admin(
        "PUT",
        "/api/users/AKIDREADER",
        "{\"acl\":[{\"effect\":\"Allow\",\"buckets\":[\"o*\"],\"actions\":[\"s3:Delete*\"]}]}");
    admin.admin("PATCH", "/api/users/AKIDREADER", "{\"enabled\":false}");
    assertThat(ask(delete).path("allowed").asBoolean()).isTrue();
    assertThat(ask(delete).path("userEnabled").asBoolean(true)).isFalse();
  }

  private JsonNode ownAccess(String keyId, String target) {
    RawResponse session =
        admin.send(
            request("POST", "/api/login")
                .withBody(
                    "{\"accessKey\":\"%s\",\"secret\":\"%s\"}".formatted(keyId, secret(keyId)))
                .sized());
    String cookie = session.header("set-cookie").split(";", 2)[0];
    RawResponse answer =
        admin.send(request("GET", "/api/own/access?bucket=photos" + target, "cookie", cookie));
    assertThat(answer.status()).as(answer.text()).isEqualTo(200);
    return json(answer);
  }

  @Test
  void whetherABucketHasAPolicyIsToldToThoseWhoMayDoSomethingThere() {
    policy(
        """
        {"Version":"2012-10-17","Statement":[
          {"Effect":"Allow","Principal":"*","Action":"s3:GetObject",
           "Resource":"arn:aws:s3:::photos/public/*"}]}
        """);
    admin.create("outside", "AKIDOUTSIDE", "s3:ListAllMyBuckets");
    assertThat(ownAccess(READER, "").path("policy").asBoolean()).isTrue();
    assertThat(ownAccess("AKIDOUTSIDE", "").path("policy").asBoolean(true)).isFalse();
    assertThat(ownAccess("AKIDOUTSIDE", "&key=public/a").path("policy").asBoolean()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{'action':'s3:Nothing'}",
        "{'action':'s3:GetObject'}",
        "{'action':'s3:GetObject','bucket':'photos'}",
        "{'action':'s3:ListBucket','bucket':'photos','key':'a'}",
        "{'action':'s3:ListAllMyBuckets','bucket':'photos'}",
        "{'action':'s3:GetObject','key':'a'}",
        "{'action':'admin:DeleteUser'}",
        "{'user':'AKIDADMIN','action':'admin:DeleteUser','key':'a'}",
        "{'action':'s3:GetObject','bucket':'photos','key':'a','context':{'aws:username':'x'}}",
        "{'action':'s3:GetObject','bucket':'photos','key':'a','context':{'aws:SourceIp':'10.0.0.0/8'}}",
        "{'action':'s3:GetObject','bucket':'photos','key':'a','context':{'aws:SecureTransport':'1'}}",
        "{'action':'s3:GetObject','bucket':'photos','key':'a','context':{'s3:max-keys':'-1'}}",
        "{'action':'s3:GetObject','bucket':'photos','key':'a','context':{'nothing':'1'}}",
        "{'action':'s3:GetObject','bucket':'photos','key':'a','versionId':'nonsense!'}",
        "{'action':'s3:GetObject','bucket':'photos','key':'a','password':'1'}"
      })
  void whatIsNoQuestionIsRefused(String question) {
    RawResponse refused = admin.admin("POST", "/api/simulate", question.replace('\'', '"'));
    assertThat(refused.status()).as(refused.text()).isEqualTo(400);
  }

  @Test
  void whatIsNotThereIsMissing() {
    String get = "{\"user\":\"%s\",\"action\":\"s3:GetObject\",\"bucket\":\"%s\",\"key\":\"a\"}";
    assertThat(code(admin.admin("POST", "/api/simulate", get.formatted(READER, "missing"))))
        .isEqualTo("NoSuchBucket");
    assertThat(code(admin.admin("POST", "/api/simulate", get.formatted("nobody", "photos"))))
        .isEqualTo("NoSuchUser");
    assertThat(admin.admin("GET", "/api/users/nobody/access").status()).isEqualTo(404);
  }

  @Test
  void whatAUserMayDoIsListedForEachBucketAPageAtATime() {
    admin.admin("PUT", "/api/s3/aa1");
    admin.admin("PUT", "/api/s3/aa2");
    admin.admin(
        "PUT",
        "/api/users/AKIDREADER",
        "{\"acl\":[{\"effect\":\"Allow\",\"buckets\":[\"aa1\"],\"actions\":[\"s3:Get*\",\"s3:ListBucket\"]},"
            + "{\"effect\":\"Deny\",\"buckets\":[\"*\"],\"actions\":[\"s3:GetObjectAcl\"]}]}");
    JsonNode first = json(admin.admin("GET", "/api/users/AKIDREADER/access?limit=2"));
    assertThat(texts(first.path("adminActions")))
        .containsExactlyInAnyOrder(
            "admin:SignIn",
            "admin:SignLink",
            "admin:ListJobs",
            "admin:StartJob",
            "admin:CancelJob",
            "admin:CreateAccessKey",
            "admin:UpdateAccessKey",
            "admin:DeleteAccessKey");
    assertThat(texts(first.path("storeActions"))).isEmpty();
    JsonNode a1 = first.path("buckets").get(0);
    assertThat(a1.path("bucket").asString()).isEqualTo("aa1");
    assertThat(texts(a1.path("actions"))).contains("s3:ListBucket", "s3:GetBucketPolicy");
    assertThat(texts(a1.path("objectActions")))
        .contains("s3:GetObject")
        .doesNotContain("s3:GetObjectAcl", "s3:PutObject");
    assertThat(texts(first.path("buckets").get(1).path("objectActions"))).isEmpty();
    assertThat(first.path("nextCursor").asString()).isEqualTo("aa2");
    JsonNode rest = json(admin.admin("GET", "/api/users/AKIDREADER/access?limit=2&cursor=aa2"));
    assertThat(rest.path("buckets").get(0).path("bucket").asString()).isEqualTo("photos");
    assertThat(rest.path("buckets").get(0).path("policy").asBoolean()).isTrue();
    assertThat(rest.has("nextCursor")).isFalse();
  }

  @Test
  void aKeyThatIsNamedIsAskedAbout() {
    policy(
        """
        {"Statement":{"Effect":"Allow","Principal":"*","Action":"s3:PutObject",
         "Resource":"arn:aws:s3:::photos/in/*"}}
        """);
    String target = "/api/users/AKIDREADER/access?prefix=photos";
    assertThat(actions(target)).containsExactly("s3:GetObject");
    assertThat(actions(target + "&key=in/x")).containsExactly("s3:GetObject", "s3:PutObject");
  }

  private List<String> actions(String target) {
    return texts(json(admin.admin("GET", target)).path("buckets").get(0).path("objectActions"));
  }

  @Test
  void anAdministratorMayDoAllOfItAndIsToldNothingOfABucketThatIsForbidden() {
    admin.admin("PUT", "/api/s3/hidden");
    admin.create("second", "AKIDSECOND", "*");
    admin.admin(
        "PUT",
        "/api/users/AKIDSECOND",
        "{\"acl\":[{\"effect\":\"Allow\",\"buckets\":[\"*\"],\"actions\":[\"*\"]},"
            + "{\"effect\":\"Deny\",\"buckets\":[\"hidden\"],\"actions\":[\"*\"]}]}");
    JsonNode seen =
        json(admin.send(by("AKIDSECOND", request("GET", "/api/users/AKIDADMIN/access"))));
    assertThat(texts(seen.path("adminActions"))).contains("admin:DeleteUser", "admin:SignIn");
    assertThat(texts(seen.path("storeActions"))).contains("s3:ListAllMyBuckets");
    assertThat(seen.path("buckets").size()).isEqualTo(1);
    RawResponse refused =
        admin.send(
            by(
                "AKIDSECOND",
                request("POST", "/api/simulate")
                    .withBody("{\"action\":\"s3:GetObject\",\"bucket\":\"hidden\",\"key\":\"a\"}")
                    .sized()));
    assertThat(code(refused)).isEqualTo("AccessDenied");
  }

  @Test
  void onlyAdministratorsAsk() {
    assertThat(admin.send(by(READER, request("GET", "/api/users/AKIDREADER/access"))).status())
        .isEqualTo(403);
  }
}
