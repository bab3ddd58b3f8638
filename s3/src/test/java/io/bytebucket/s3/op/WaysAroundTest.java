package io.bytebucket.s3.op;

import static io.bytebucket.s3.S3Fixture.path;
import static io.bytebucket.s3.S3Fixture.request;
import static org.assertj.core.api.Assertions.assertThat;

import io.bytebucket.s3.FormUpload;
import io.bytebucket.s3.S3Fixture;
import io.bytebucket.s3.TestUsers;
import io.bytebucket.testkit.RawRequest;
import io.bytebucket.testkit.RawResponse;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Ways around permissions that were open in one store or another. */
class WaysAroundTest {
  private static final String POLICY = "/photos?policy";
  private static final String TAGS =
      "<Tagging><TagSet><Tag><Key>k</Key><Value>v</Value></Tag></TagSet></Tagging>";

  private final S3Fixture s3 = new S3Fixture();

  private RawResponse as(List<String> actions, RawRequest request) {
    return s3.signedBy(TestUsers.may(actions), request);
  }

  private RawResponse anonymous(RawRequest request) {
    return s3.send(S3Fixture.complete(request));
  }

  private void policy(String document) {
    RawResponse put = s3.put(POLICY, document.replace('\'', '"'));
    assertThat(put.status()).as(put.text()).isEqualTo(204);
  }

  @Test
  @DisplayName("to ask for passing a lock by opens nothing, whoever asks")
  void bypass() {
    s3.store("a", "b");
    for (String target : List.of(path("a"), path("a") + "?versionId=null")) {
      RawRequest delete = request("DELETE", target, "x-amz-bypass-governance-retention", "true");
      assertThat(s3.signed(delete).status()).isEqualTo(400);
      assertThat(as(List.of("DeleteObject", "DeleteObjectVersion"), delete).status())
          .isEqualTo(400);
      assertThat(anonymous(delete).status()).isBetween(400, 403);
    }
    RawRequest list =
        request("POST", "/photos?delete", "x-amz-bypass-governance-retention", "true")
            .withBody("<Delete><Object><Key>b</Key></Object></Delete>");
    assertThat(s3.signed(list).status()).isEqualTo(400);
    assertThat(s3.get(path("a")).status()).isEqualTo(200);
    assertThat(s3.get(path("b")).status()).isEqualTo(200);
  }

  @ParameterizedTest
  @CsvSource({
    "x-amz-object-lock-mode, GOVERNANCE",
    "x-amz-object-lock-retain-until-date, 2030-01-01T00:00:00Z",
    "x-amz-object-lock-legal-hold, ON",
  })
  @DisplayName("nothing is stored with a lock, in a put, a form, a copy or an upload in parts")
  void locks(String header, String value) {
    s3.store("source");
    List<RawRequest> writes =
        List.of(
            request("PUT", path("a"), header, value).withBody("x"),
            request("PUT", path("a"), header, value, "x-amz-copy-source", "photos/source"),
            request("POST", path("a") + "?uploads", header, value));
    for (RawRequest write : writes) {
      assertThat(s3.signed(write).errorCode()).isEqualTo("NotImplemented");
      assertThat(as(List.of("PutObject", "GetObject"), write).status()).isBetween(400, 501);
    }
    FormUpload form = FormUpload.of("a").field(header, value);
    for (RawRequest sent : List.of(form.signed(), form.signedBy(TestUsers.WRITER))) {
      assertThat(s3.send(sent).status()).isBetween(400, 501);
    }
    assertThat(s3.get(path("a")).status()).isEqualTo(404);
  }

  @ParameterizedTest
  @CsvSource({
    "PUT, /photos/a?retention",
    "PUT, /photos/a?legal-hold",
    "PUT, /photos?object-lock",
    "GET, /photos/a?retention",
    "DELETE, /photos?website",
  })
  @DisplayName("what is not on offer does nothing, for nobody, and opens itself to nobody")
  void notOnOffer(String method, String target) {
    s3.store("a");
    RawRequest request = request(method, target);
    assertThat(s3.signed(request).errorCode()).isEqualTo("NotImplemented");
    assertThat(as(List.of("PutObject", "GetBucketPolicy"), request).status()).isEqualTo(501);
    assertThat(anonymous(request).status()).isEqualTo(403);
    assertThat(s3.get(path("a")).text()).isEqualTo("a");
  }

  @Test
  @DisplayName("who may put objects may not set tags by a form")
  void tagsInAForm() {
    RawRequest form = FormUpload.of("a").field("tagging", TAGS).signedBy(TestUsers.WRITER);
    assertThat(s3.send(form).status()).isEqualTo(403);
    assertThat(s3.get(path("a")).status()).isEqualTo(404);
  }

  @Test
  @DisplayName("of several conditions on one field of a form each has to hold")
  void conditionsOfOneField() {
    for (List<String> conditions :
        List.of(
            List.of("[\"eq\", \"$key\", \"a\"]", "[\"starts-with\", \"$key\", \"b\"]"),
            List.of("[\"starts-with\", \"$key\", \"b\"]", "[\"eq\", \"$key\", \"a\"]"))) {
      FormUpload form = FormUpload.empty().condition("{\"bucket\": \"photos\"}");
      for (String condition : conditions) {
        form = form.condition(condition);
      }
      assertThat(s3.send(form.uncovered("key", "a").signed()).status()).isEqualTo(403);
    }
    assertThat(s3.get(path("a")).status()).isEqualTo(404);
  }

  @ParameterizedTest
  @CsvSource({
    "PUT, /photos/a",
    "POST, /photos/a?uploads",
    "POST, /photos?delete",
    "DELETE, /photos/old",
    "GET, /photos/old",
    "PUT, /photos?policy",
  })
  @DisplayName("the content type of a form opens no other operation than that of forms")
  void contentTypeOfAForm(String method, String target) {
    s3.store("old");
    RawRequest request =
        request(method, target, "content-type", "multipart/form-data; boundary=x").withBody("");
    assertThat(anonymous(request).status()).isEqualTo(403);
    // A list of keys is asked about key by key, and this one is empty.
    assertThat(s3.signedBy(TestUsers.NOBODY, request).status()).isBetween(400, 403);
    assertThat(s3.get(path("old")).status()).isEqualTo(200);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "x-minio-source-replication-request",
        "x-amz-source-replication-request",
        "x-amz-replication-status",
        "x-seaweedfs-identity",
        "x-amz-security-principal",
        "x-bytebucket-user",
        "x-admin-accesskey",
        "x-forwarded-user",
        "x-remote-user"
      })
  @DisplayName("no field says who a request is from but its signature")
  void identityInAHeader(String header) {
    s3.store("a");
    for (String value : List.of("true", TestUsers.OWNER)) {
      RawRequest get = request("GET", path("a"), header, value);
      assertThat(anonymous(get).status()).as(value).isBetween(400, 403);
      assertThat(s3.signedBy(TestUsers.NOBODY, get).status()).isEqualTo(403);
      RawRequest put =
          request("PUT", path("b"), header, value, "x-admin-secret", "AKIDOWNER-secret");
      assertThat(anonymous(put.withBody("x")).status()).isBetween(400, 403);
    }
    assertThat(s3.get(path("b")).status()).isEqualTo(404);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "aws-username",
        "username",
        "aws-PrincipalArn",
        "PrincipalType",
        "aws-userid",
        "SourceIp",
        "aws-SourceIp",
        "SecureTransport"
      })
  @DisplayName("a field that is called as a key of conditions is not that key")
  void keysInHeaders(String header) {
    s3.store("a");
    for (String value : List.of("AKIDOWNER", "true", "10.1.2.3", "User")) {
      for (String condition :
          List.of(
              "{'StringEquals':{'aws:username':'AKIDOWNER'}}",
              "{'StringEquals':{'aws:PrincipalType':'User'}}",
              "{'IpAddress':{'aws:SourceIp':'10.0.0.0/8'}}",
              "{'Bool':{'aws:SecureTransport':'true'}}")) {
        policy(
            "{'Version':'2012-10-17','Statement':{'Effect':'Allow','Principal':'*',"
                + "'Action':'s3:GetObject','Resource':'arn:aws:s3:::photos/*','Condition':"
                + condition
                + "}}");
        RawRequest get = request("GET", path("a"), header, value);
        assertThat(anonymous(get).status()).as(condition).isEqualTo(403);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<OwnershipControls><Rule></Rule></OwnershipControls>",
        "<OwnershipControls><Rule/></OwnershipControls>",
        "<OwnershipControls></OwnershipControls>",
        "<OwnershipControls><Rule><ObjectOwnership/></Rule></OwnershipControls>",
        "<OwnershipControls><Rule><ObjectOwnership>Mine</ObjectOwnership></Rule></OwnershipControls>",
        "<Rule/>",
        ""
      })
  @DisplayName("ownership that says nothing is refused, and nothing fails of it")
  void emptyOwnership(String document) {
    RawResponse put = s3.put("/photos?ownershipControls", document);
    assertThat(put.status()).as(put.text()).isEqualTo(400);
    assertThat(s3.get("/photos?ownershipControls").text()).contains("BucketOwnerPreferred");
  }

  @Test
  @DisplayName("what a name holds beside ASCII is compared, and nothing fails of it")
  void variablesBesideAscii() {
    s3.put("/photos/%C3%A4%F0%9F%A6%8A/AKIDNOBODY", "fox");
    policy(
        """
        {'Version':'2012-10-17','Statement':{'Effect':'Allow','Principal':'*',
         'Action':'s3:GetObject','Resource':'arn:aws:s3:::photos/ä🦊/${aws:username}'}}
        """);
    String target = "/photos/%C3%A4%F0%9F%A6%8A/";
    assertThat(s3.signedBy(TestUsers.NOBODY, request("GET", target + "AKIDNOBODY")).text())
        .isEqualTo("fox");
    assertThat(s3.signedBy(TestUsers.NOBODY, request("GET", target + "%FF")).status())
        .isBetween(400, 403);
    assertThat(anonymous(request("GET", target + "AKIDNOBODY")).status()).isEqualTo(403);
  }
}
