package io.bytebucket.s3.op;

import static io.bytebucket.s3.S3Fixture.path;
import static io.bytebucket.s3.S3Fixture.request;
import static org.assertj.core.api.Assertions.assertThat;

import io.bytebucket.core.Store;
import io.bytebucket.core.access.Action;
import io.bytebucket.core.user.CanonicalId;
import io.bytebucket.core.user.NewUser;
import io.bytebucket.core.user.User;
import io.bytebucket.core.user.UserId;
import io.bytebucket.s3.FormUpload;
import io.bytebucket.s3.MultipartSteps;
import io.bytebucket.s3.S3Fixture;
import io.bytebucket.s3.TestUsers;
import io.bytebucket.testkit.RawRequest;
import io.bytebucket.testkit.RawResponse;
import io.bytebucket.testkit.model.Stores;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Access control lists, and who owns what, as clients set and see them. */
class AclTest {
  private static final String BUCKET = "/" + S3Fixture.BUCKET;
  private static final String ALL_USERS = "http://acs.amazonaws.com/groups/global/AllUsers";
  private static final Pattern OWNER = Pattern.compile("<Owner><ID>([0-9a-f]+)</ID></Owner>");

  private final S3Fixture s3 = new S3Fixture();

  @AfterEach
  void theStoreIsConsistent() {
    assertThat(s3.findings()).isEmpty();
  }

  /** The permissions and grantees of a document, the owner's by that word. */
  private static String grants(RawResponse answer) {
    assertThat(answer.status()).as(answer.text()).isEqualTo(200);
    return Pattern.compile("<(?:ID|URI)>([^<]*)</(?:ID|URI)></Grantee><Permission>([A-Z_]+)<")
        .matcher(answer.text())
        .results()
        .map(grant ->
            grant.group(1).replace(TestUsers.canonicalId(TestUsers.OWNER), "owner")
                + " "
                + grant.group(2))
        .collect(Collectors.joining(", "))
        .replaceAll("http://acs.amazonaws.com/groups/(?:global|s3)/", "");
  }

  private static String owner(RawResponse answer) {
    return OWNER
        .matcher(answer.text())
        .results()
        .map(found -> found.group(1))
        .distinct()
        .collect(Collectors.joining(", "));
  }

  private void own(String ownership) {
    assertThat(
            s3.put(
                    BUCKET + "?ownershipControls",
                    "<OwnershipControls><Rule><ObjectOwnership>"
                        + ownership
                        + "</ObjectOwnership></Rule></OwnershipControls>")
                .status())
        .isEqualTo(200);
  }

  @ParameterizedTest
  @CsvSource({
    "private, 'owner FULL_CONTROL'",
    "public-read, 'owner FULL_CONTROL, AllUsers READ'",
    "public-read-write, 'owner FULL_CONTROL, AllUsers READ, AllUsers WRITE'",
    "authenticated-read, 'owner FULL_CONTROL, AuthenticatedUsers READ'",
    "bucket-owner-read, 'owner FULL_CONTROL'",
    "bucket-owner-full-control, 'owner FULL_CONTROL'"
  })
  void aNameGivesTheSameInAHeaderAFormALinkAndAnUploadInParts(String name, String grants) {
    s3.put(path("header"), "x", "x-amz-acl", name);
    s3.send(FormUpload.of("form").field("acl", name).signed());
    RawRequest link =
        S3Fixture.signer(TestUsers.OWNER)
            .presign(
                request("PUT", path("link") + "?x-amz-acl=" + name).add("host", "localhost"),
                S3Fixture.NOW,
                60);
    assertThat(s3.send(link.withBody("x").sized()).status()).isEqualTo(200);
    s3.put(path("set"), "x");
    s3.put(path("set") + "?acl", "", "x-amz-acl", name);
    s3.put(path("copy"), "", "x-amz-copy-source", "photos/set", "x-amz-acl", name);
    s3.put("/new-bucket", "", "x-amz-acl", name);
    s3.put(BUCKET + "?acl", "", "x-amz-acl", name);

    for (String key : List.of("header", "form", "link", "set", "copy")) {
      assertThat(grants(s3.get(path(key) + "?acl"))).as(key).isEqualTo(grants);
    }
    assertThat(grants(s3.get("/new-bucket?acl"))).isEqualTo(grants);
    assertThat(grants(s3.get(BUCKET + "?acl"))).isEqualTo(grants);
  }

  @Test
  void anUploadInPartsHasTheListItWasBegunWith() {
    MultipartSteps upload = MultipartSteps.begin(s3, "parts", "x-amz-acl", "public-read");
    // What is said later counts for what is begun later.
    s3.put(
        BUCKET + "?publicAccessBlock",
        "<PublicAccessBlockConfiguration><BlockPublicAcls>true</BlockPublicAcls>"
            + "</PublicAccessBlockConfiguration>");
    assertThat(upload.part(1, "12345").complete().status()).isEqualTo(200);

    assertThat(grants(s3.get(path("parts") + "?acl")))
        .isEqualTo("owner FULL_CONTROL, AllUsers READ");
    assertThat(s3.post(path("parts") + "?uploads", "", "x-amz-acl", "public-read").errorCode())
        .isEqualTo("AccessDenied");
  }

  @Test
  void everyGrantHeaderGivesWhatItSays() {
    RawResponse put =
        s3.put(
            path("a"),
            "x",
            "x-amz-grant-read",
            "uri=" + ALL_USERS + ", id=\"" + TestUsers.OWNER_CANONICAL_ID + "\"",
            "x-amz-grant-read-acp",
            "uri=\"http://acs.amazonaws.com/groups/global/AuthenticatedUsers\"",
            "x-amz-grant-write-acp",
            "uri=\"http://acs.amazonaws.com/groups/s3/LogDelivery\"",
            "x-amz-grant-full-control",
            "id=\"" + TestUsers.OWNER_CANONICAL_ID + "\"");
    assertThat(put.status()).as(put.text()).isEqualTo(200);
    assertThat(grants(s3.get(path("a") + "?acl")))
        .isEqualTo(
            "AllUsers READ, owner READ, AuthenticatedUsers READ_ACP, LogDelivery WRITE_ACP,"
                + " owner FULL_CONTROL");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "id",
        "id=",
        "id=\"",
        "=\"a\"",
        "id=\"a\",",
        "id=\"a\" uri=\"b\"",
        "id=\"a\"x",
        "ID=\"a\"",
        "nonsense"
      })
  void whatIsNoListOfGranteesIsRefused(String value) {
    RawResponse put = s3.put(path("a"), "x", "x-amz-grant-read", value);
    assertThat(put.errorCode()).as(put.text()).isEqualTo("InvalidArgument");
    assertThat(s3.head(path("a")).status()).isEqualTo(404);
  }

  @Test
  void aUserIsGivenSomethingByCanonicalIdIfThereIsSuchAUser() {
    User ann =
        Store.usersOf(s3.metadata, Stores.cipher(), s3.clock)
            .changes()
            .create(NewUser.of("ann", List.of(), "AKIDANN", "a-secret-of-ann"))
            .user();
    String id = CanonicalId.of(ann.id());
    String nobody = CanonicalId.of(new UserId("nobody"));

    assertThat(s3.put(path("a"), "x", "x-amz-grant-read", "id=" + id).status()).isEqualTo(200);
    assertThat(grants(s3.get(path("a") + "?acl"))).isEqualTo(id + " READ");
    assertThat(s3.put(path("a"), "y", "x-amz-grant-read", "id=" + nobody).text())
        .contains("<Message>Invalid id</Message><ArgumentName>id</ArgumentName>");
    assertThat(s3.get(path("a")).text()).isEqualTo("x");
    String document = s3.get(path("a") + "?acl").text();
    assertThat(s3.put(path("a") + "?acl", document).status()).isEqualTo(200);
    assertThat(s3.put(path("a") + "?acl", document.replace(id, nobody)).text())
        .contains("<ArgumentName>CanonicalUser/ID</ArgumentName>");
    assertThat(s3.put("/other", "", "x-amz-grant-write", "id=" + nobody).errorCode())
        .isEqualTo("InvalidArgument");
  }

  @Test
  void aListHasAtMostAHundredGrants() {
    String ids =
        IntStream.range(0, 101)
            .mapToObj(i -> "id=" + CanonicalId.of(new UserId("user" + i)))
            .collect(Collectors.joining(","));
    assertThat(s3.put(path("a"), "x", "x-amz-grant-read", ids).errorCode())
        .isEqualTo("MalformedACLError");
  }

  @Test
  void settingAListChangesNothingElse() {
    s3.put(path("a"), "the bytes", "x-amz-meta-colour", "red", "x-amz-tagging", "k=v");
    RawResponse before = s3.get(path("a"));
    s3.clock.advance(Duration.ofHours(1));

    assertThat(s3.put(path("a") + "?acl", "", "x-amz-acl", "public-read").status()).isEqualTo(200);

    RawResponse after = s3.get(path("a"));
    assertThat(after.text()).isEqualTo("the bytes");
    for (String header :
        List.of("etag", "last-modified", "x-amz-meta-colour", "x-amz-tagging-count")) {
      assertThat(after.header(header)).as(header).isEqualTo(before.header(header)).isNotEmpty();
    }
  }

  @Test
  void aListBelongsToAVersion() {
    s3.put(
        BUCKET + "?versioning",
        "<VersioningConfiguration><Status>Enabled</Status></VersioningConfiguration>");
    String first = s3.put(path("a"), "1").header("x-amz-version-id");
    s3.put(path("a"), "2", "x-amz-acl", "public-read");
    s3.put(path("a") + "?acl&versionId=" + first, "", "x-amz-acl", "authenticated-read");

    assertThat(grants(s3.get(path("a") + "?acl"))).endsWith("AllUsers READ");
    assertThat(grants(s3.get(path("a") + "?acl&versionId=" + first)))
        .endsWith("AuthenticatedUsers READ");
    s3.put(path("a"), "3");
    assertThat(grants(s3.get(path("a") + "?acl"))).isEqualTo("owner FULL_CONTROL");
  }

  @Test
  void aNewNameKeepsTheListAndTheWriter() {
    s3.signedBy(
        TestUsers.WRITER,
        request("PUT", path("a"), "x-amz-acl", "bucket-owner-full-control").withBody("x"));
    s3.put(path("a") + "?acl", "", "x-amz-acl", "public-read");
    s3.put(path("b") + "?renameObject", "", "x-amz-rename-source", path("a"));

    assertThat(grants(s3.get(path("b") + "?acl"))).endsWith("AllUsers READ");
    assertThat(owner(s3.get(path("b") + "?acl"))).isEqualTo(TestUsers.OWNER_CANONICAL_ID);
  }

  @ParameterizedTest
  @CsvSource({
    "BucketOwnerPreferred, '', AKIDWRITER",
    "BucketOwnerPreferred, bucket-owner-full-control, AKIDOWNER",
    "ObjectWriter, '', AKIDWRITER",
    "ObjectWriter, bucket-owner-full-control, AKIDWRITER",
    "BucketOwnerEnforced, '', AKIDOWNER",
    "BucketOwnerEnforced, bucket-owner-full-control, AKIDOWNER"
  })
  void whoOwnsAnObjectIsToldEverywhere(String ownership, String acl, String owner) {
    own(ownership);
    RawRequest put = request("PUT", path("a")).withBody("x");
    assertThat(
            s3.signedBy(TestUsers.WRITER, acl.isEmpty() ? put : put.add("x-amz-acl", acl)).status())
        .isEqualTo(200);
    RawRequest begin = request("POST", path("parts") + "?uploads");
    RawResponse begun =
        s3.signedBy(TestUsers.WRITER, acl.isEmpty() ? begin : begin.add("x-amz-acl", acl));
    String upload = begun.text().replaceAll("(?s).*<UploadId>([^<]*)</UploadId>.*", "$1");

    String id = TestUsers.canonicalId(owner);
    assertThat(owner(s3.get(path("a") + "?acl"))).isEqualTo(id);
    assertThat(owner(s3.get(BUCKET))).isEqualTo(id);
    assertThat(owner(s3.get(BUCKET + "?list-type=2&fetch-owner=true"))).isEqualTo(id);
    assertThat(owner(s3.get(BUCKET + "?versions"))).isEqualTo(id);
    assertThat(owner(s3.get(BUCKET + "?uploads"))).isEqualTo(id);
    RawResponse parts = s3.get(path("parts") + "?uploadId=" + upload);
    assertThat(owner(parts)).isEqualTo(id);
    assertThat(parts.text())
        .contains("<Initiator><ID>" + TestUsers.canonicalId(TestUsers.WRITER) + "<");
  }

  @Test
  void listsAreThereAgainWhenTheyCountAgain() {
    s3.put(path("a"), "x", "x-amz-acl", "public-read");
    own("BucketOwnerEnforced");
    assertThat(grants(s3.get(path("a") + "?acl"))).isEqualTo("owner FULL_CONTROL");
    own("ObjectWriter");
    assertThat(grants(s3.get(path("a") + "?acl"))).endsWith("AllUsers READ");
  }

  @Test
  void theOwnerCannotBeChangedByAList() {
    String document = s3.get(BUCKET + "?acl").text();
    RawResponse changed =
        s3.put(
            BUCKET + "?acl",
            document.replaceFirst(
                TestUsers.OWNER_CANONICAL_ID, TestUsers.canonicalId(TestUsers.OTHER)));
    assertThat(changed.status()).isEqualTo(403);
    assertThat(s3.put(BUCKET + "?acl", document).status()).isEqualTo(200);
  }

  @Test
  void whatIsSaidAboutABucketGoesWithIt() {
    s3.put(BUCKET + "?acl", "", "x-amz-acl", "public-read");
    own("ObjectWriter");
    s3.put(
        BUCKET + "?publicAccessBlock",
        "<PublicAccessBlockConfiguration><IgnorePublicAcls>true</IgnorePublicAcls>"
            + "</PublicAccessBlockConfiguration>");
    assertThat(s3.delete(BUCKET).status()).isEqualTo(204);
    assertThat(s3.signedBy(TestUsers.OTHER, request("PUT", BUCKET)).status()).isEqualTo(200);

    assertThat(s3.get(BUCKET + "?acl").text()).doesNotContain("AllUsers");
    assertThat(owner(s3.get(BUCKET + "?acl"))).isEqualTo(TestUsers.canonicalId(TestUsers.OTHER));
    assertThat(s3.get(BUCKET + "?ownershipControls").text()).contains("BucketOwnerPreferred");
    assertThat(s3.get(BUCKET + "?publicAccessBlock").status()).isEqualTo(404);
  }

  @Test
  void aListNeedsAPermissionOfItsOwn() {
    RawRequest put = request("PUT", path("a")).withBody("x");
    String may = TestUsers.may(List.of("PutObject"));
    assertThat(s3.signedBy(may, put).status()).isEqualTo(200);
    assertThat(s3.signedBy(may, put.add("x-amz-acl", "public-read")).status()).isEqualTo(403);
    assertThat(s3.signedBy(may, put.add("x-amz-grant-read", "uri=" + ALL_USERS)).status())
        .isEqualTo(403);
    assertThat(s3.signedBy(may, put.add("x-amz-acl", "private")).status()).isEqualTo(200);
    String mayBoth = TestUsers.may(List.of("PutObject", "PutObjectAcl"));
    assertThat(s3.signedBy(mayBoth, put.add("x-amz-acl", "public-read")).status()).isEqualTo(200);
    assertThat(Action.PUT_OBJECT_ACL.policyName()).isEqualTo("s3:PutObjectAcl");
  }

  @Test
  void nobodySetsAListWithoutSigning() {
    s3.put(path("a"), "x", "x-amz-grant-full-control", "uri=" + ALL_USERS);
    for (String target : List.of(BUCKET + "?acl", path("a") + "?acl")) {
      RawResponse put =
          s3.send(S3Fixture.complete(request("PUT", target, "x-amz-acl", "public-read")));
      assertThat(put.status()).isEqualTo(403);
      assertThat(put.text()).contains("Anonymous users cannot invoke this API.");
    }
  }
}
