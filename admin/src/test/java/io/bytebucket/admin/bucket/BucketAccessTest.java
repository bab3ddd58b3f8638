package io.bytebucket.admin.bucket;

import static io.bytebucket.admin.AdminFixture.READER;
import static io.bytebucket.admin.AdminFixture.by;
import static io.bytebucket.admin.AdminFixture.code;
import static io.bytebucket.admin.AdminFixture.json;
import static io.bytebucket.admin.AdminFixture.request;
import static org.assertj.core.api.Assertions.assertThat;

import io.bytebucket.admin.AdminFixture;
import io.bytebucket.core.user.CanonicalId;
import io.bytebucket.testkit.RawResponse;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** What buckets and objects say about who may do what with them, set and told at this port. */
class BucketAccessTest {
  private static final String BUCKET = "/api/s3/photos";
  private static final String OBJECT = BUCKET + "/a";
  private static final String WRITER = "AKIDWRITER";
  private static final String EVERYBODY = "http://acs.amazonaws.com/groups/global/AllUsers";
  private static final String POLICY =
      """
      { "Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Principal": "*",
        "Action": "s3:GetObject", "Resource": "arn:aws:s3:::photos/*"}]}
      """;

  private final AdminFixture admin = new AdminFixture();

  @BeforeEach
  void makeABucketWithAnObject() {
    admin.admin("PUT", BUCKET);
    admin.admin("PUT", OBJECT, "hello");
  }

  private String canonicalId(String keyId) {
    return CanonicalId.of(admin.store.users().byKey(keyId).orElseThrow().id());
  }

  private void put(String target, String document, int status) {
    RawResponse answer = admin.admin("PUT", target, document.replace('\'', '"'));
    assertThat(answer.status()).as(answer.text()).isEqualTo(status);
  }

  private JsonNode get(String target) {
    RawResponse answer = admin.admin("GET", target);
    assertThat(answer.status()).as(answer.text()).isEqualTo(200);
    return json(answer);
  }

  @ParameterizedTest
  @ValueSource(strings = {"policy", "cors", "tagging", "ownershipControls", "publicAccessBlock"})
  void whatIsNotSetIsNoErrorForWhoAsksIfItIs(String setting) {
    admin.admin("DELETE", BUCKET + "?ownershipControls");
    assertThat(admin.admin("GET", BUCKET + "?" + setting).status()).isEqualTo(404);
    RawResponse told = admin.admin("GET", BUCKET + "?" + setting + "&if-set");
    assertThat(told.status()).isEqualTo(200);
    assertThat(told.text()).isEqualTo("null");
    assertThat(code(admin.admin("GET", "/api/s3/missing?" + setting + "&if-set")))
        .isEqualTo("NoSuchBucket");
  }

  @Test
  void whatIsSetIsToldToWhoAsksIfItIs() {
    put(BUCKET + "?policy", POLICY, 204);
    assertThat(get(BUCKET + "?policy&if-set").path("Version").asString()).isEqualTo("2012-10-17");
  }

  @Test
  void aPolicyIsToldAsItWasSentAndItsStatusFollows() {
    assertThat(code(admin.admin("GET", BUCKET + "?policy"))).isEqualTo("NoSuchBucketPolicy");
    assertThat(code(admin.admin("GET", BUCKET + "?policyStatus"))).isEqualTo("NoSuchBucketPolicy");
    put(BUCKET + "?policy", POLICY, 204);
    RawResponse told = admin.admin("GET", BUCKET + "?policy");
    assertThat(told.text()).isEqualTo(POLICY);
    assertThat(told.header("content-type")).isEqualTo("application/json");
    assertThat(get(BUCKET + "?policyStatus").path("isPublic").asBoolean()).isTrue();
    put(BUCKET + "?policy", POLICY.replace("Allow", "Deny"), 204);
    assertThat(get(BUCKET + "?policyStatus").path("isPublic").asBoolean(true)).isFalse();
    assertThat(admin.admin("GET", OBJECT).status()).isEqualTo(403);
    assertThat(admin.admin("DELETE", BUCKET + "?policy").status()).isEqualTo(204);
    assertThat(admin.admin("GET", OBJECT).status()).isEqualTo(200);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "nothing|object of JSON",
        "{}|lacks Statement",
        "{'Statement':[{'Effect':'Maybe','Principal':'*','Action':'s3:*','Resource':'arn:aws:s3:::photos'}]}|Allow or Deny",
        "{'Statement':[{'Effect':'Deny','Principal':'*','Action':'s3:*','Resource':'arn:aws:s3:::'}]}|not this bucket",
        "{'Statement':[{'Effect':'Deny','Principal':'*','Action':'s3:No','Resource':'arn:aws:s3:::photos'}]}|no such action"
      })
  void whatIsNoPolicyIsRefusedForWhatIsWrongWithIt(String document, String text) {
    RawResponse refused = admin.admin("PUT", BUCKET + "?policy", document.replace('\'', '"'));
    assertThat(refused.status()).isEqualTo(400);
    assertThat(code(refused)).isEqualTo("MalformedPolicy");
    assertThat(refused.text()).contains(text);
  }

  @Test
  void theListOfABucketIsSetByNameAndGrantByGrant() {
    JsonNode first = get(BUCKET + "?acl");
    assertThat(first.path("owner").path("id").asString())
        .isEqualTo(canonicalId(AdminFixture.ADMIN));
    assertThat(first.path("grants").size()).isEqualTo(1);
    put(BUCKET + "?acl", "{'canned':'public-read'}", 200);
    JsonNode open = get(BUCKET + "?acl").path("grants");
    assertThat(open.size()).isEqualTo(2);
    assertThat(open.get(1).path("grantee").path("uri").asString()).isEqualTo(EVERYBODY);
    assertThat(open.get(1).path("permission").asString()).isEqualTo("READ");
    String grants =
        "{'grants':[{'grantee':{'id':'%s'},'permission':'WRITE'}]}".formatted(canonicalId(READER));
    put(BUCKET + "?acl", grants, 200);
    assertThat(get(BUCKET + "?acl").path("grants").toString())
        .isEqualTo(grants.substring(10, grants.length() - 1).replace('\'', '"'));
    // What is told can be sent back.
    put(BUCKET + "?acl", get(BUCKET + "?acl").toString(), 200);
  }

  @Test
  void theListOfAnObjectIsOfItsVersionAndCountsForOthers() {
    put(BUCKET + "?versioning", "{'status':'Enabled'}", 200);
    String version = admin.admin("PUT", OBJECT, "two").header("x-amz-version-id");
    admin.admin("PUT", OBJECT, "three");
    put(OBJECT + "?acl&versionId=" + version, "{'canned':'public-read'}", 200);
    assertThat(get(OBJECT + "?acl&versionId=" + version).path("grants").size()).isEqualTo(2);
    assertThat(get(OBJECT + "?acl").path("grants").size()).isEqualTo(1);
    assertThat(admin.admin("GET", OBJECT).text()).isEqualTo("three");
    assertThat(code(admin.admin("GET", BUCKET + "/missing?acl"))).isEqualTo("NoSuchKey");
  }

  @Test
  void whatIsSaidOfAnObjectChangesWithoutItsOwnerOrItsList() {
    admin.createWithout("writer", WRITER, "s3:DeleteBucket");
    put(BUCKET + "?ownershipControls", "{'objectOwnership':'ObjectWriter'}", 200);
    RawResponse put = admin.send(by(WRITER, request("PUT", OBJECT).withBody("theirs").sized()));
    assertThat(put.status()).as(put.text()).isEqualTo(200);
    put(OBJECT + "?acl", "{'canned':'public-read'}", 200);
    JsonNode before = get(OBJECT + "?acl");
    assertThat(before.path("owner").path("id").asString()).isEqualTo(canonicalId(WRITER));

    String onto = OBJECT + "?copy&replace&from=/photos/a";
    RawResponse edited = admin.admin(request("PUT", onto, "content-type", "text/css").sized());
    assertThat(edited.status()).as(edited.text()).isEqualTo(200);
    assertThat(admin.admin("GET", OBJECT).header("content-type")).isEqualTo("text/css");
    assertThat(get(OBJECT + "?acl")).isEqualTo(before);

    // A copy to another key is its maker's, and nobody else's.
    put(BUCKET + "/b?copy&replace&from=/photos/a", "", 200);
    JsonNode copy = get(BUCKET + "/b?acl");
    assertThat(copy.path("owner").path("id").asString()).isEqualTo(canonicalId(AdminFixture.ADMIN));
    assertThat(copy.path("grants").size()).isEqualTo(1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "{'canned':'public-read','grants':[]}",
        "{'canned':'nothing'}",
        "{'canned':'aws-exec-read'}",
        "{'grants':[{'grantee':{'id':'anna'},'permission':'READ'}]}",
        "{'grants':[{'grantee':{},'permission':'READ'}]}",
        "{'grants':[{'grantee':{'uri':'http://example.com'},'permission':'READ'}]}",
        "{'grants':[{'grantee':{'uri':'http://acs.amazonaws.com/groups/global/AllUsers'},'permission':'read'}]}",
        "{'grants':[{'grantee':{'id':'0000000000000000000000000000000000000000000000000000000000000000'},'permission':'READ'}]}"
      })
  void whatIsNoListIsRefused(String document) {
    for (String target : List.of(BUCKET + "?acl", OBJECT + "?acl")) {
      put(target, document, 400);
      assertThat(get(target).path("grants").size()).isEqualTo(1);
    }
  }

  @Test
  void whereListsCountNoLongerNoneCanBeSet() {
    assertThat(get(BUCKET + "?ownershipControls").path("objectOwnership").asString())
        .isEqualTo("BucketOwnerPreferred");
    put(BUCKET + "?ownershipControls", "{'objectOwnership':'BucketOwnerEnforced'}", 200);
    assertThat(get(BUCKET + "?ownershipControls").path("objectOwnership").asString())
        .isEqualTo("BucketOwnerEnforced");
    assertThat(code(admin.admin("PUT", OBJECT + "?acl", "{\"canned\":\"public-read\"}")))
        .isEqualTo("AccessControlListNotSupported");
    put(BUCKET + "?ownershipControls", "{'objectOwnership':'Mine'}", 400);
    assertThat(admin.admin("DELETE", BUCKET + "?ownershipControls").status()).isEqualTo(204);
    assertThat(code(admin.admin("GET", BUCKET + "?ownershipControls")))
        .isEqualTo("OwnershipControlsNotFoundError");
  }

  @Test
  void publicAccessThatIsBlockedIsRefused() {
    String block = BUCKET + "?publicAccessBlock";
    assertThat(code(admin.admin("GET", block))).isEqualTo("NoSuchPublicAccessBlockConfiguration");
    put(block, "{'blockPublicAcls':true,'blockPublicPolicy':true}", 200);
    JsonNode told = get(block);
    assertThat(told.path("blockPublicAcls").asBoolean()).isTrue();
    assertThat(told.path("ignorePublicAcls").asBoolean(true)).isFalse();
    put(BUCKET + "?acl", "{'canned':'public-read'}", 403);
    put(BUCKET + "?policy", POLICY, 403);
    assertThat(admin.admin("DELETE", block).status()).isEqualTo(204);
    put(BUCKET + "?policy", POLICY, 204);
    put(BUCKET + "?acl", "{'canned':'public-read'}", 200);
  }

  @Test
  void whatIsSentInABodyOfTagsIsJudgedAsItIsSent() {
    put(
        BUCKET + "?policy",
        """
        {'Version':'2012-10-17','Statement':{'Effect':'Deny','Principal':'*',
         'Action':'s3:PutObjectTagging','Resource':'arn:aws:s3:::photos/*',
         'Condition':{'StringEquals':{'s3:RequestObjectTag/level':'secret'}}}}
        """,
        204);
    String tags = "{'tagSet':[{'key':'level','value':'%s'}]}";
    put(OBJECT + "?tagging", tags.formatted("open"), 200);
    put(OBJECT + "?tagging", tags.formatted("secret"), 403);
    assertThat(admin.admin("GET", OBJECT + "?tagging").text()).contains("open");
  }

  @Test
  void nobodyElseGetsAtAnyOfIt() {
    for (String selector :
        List.of("policy", "policyStatus", "acl", "ownershipControls", "publicAccessBlock")) {
      assertThat(admin.send(by(READER, request("GET", BUCKET + "?" + selector))).status())
          .isEqualTo(403);
      assertThat(code(admin.admin("GET", "/api/s3/missing?" + selector))).isEqualTo("NoSuchBucket");
    }
  }
}
