package io.bytebucket.s3.op;

import static io.bytebucket.s3.S3Fixture.path;
import static io.bytebucket.s3.S3Fixture.request;
import static org.assertj.core.api.Assertions.assertThat;

import io.bytebucket.s3.FormUpload;
import io.bytebucket.s3.S3Fixture;
import io.bytebucket.s3.TestUsers;
import io.bytebucket.s3.route.Route;
import io.bytebucket.testkit.RawRequest;
import io.bytebucket.testkit.RawResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every operation that is on offer: who may do exactly what it needs gets through, and who lacks
 * any one of it does not.
 */
class AccessMatrixTest {
  private static final Pattern UPLOAD_ID = Pattern.compile("<UploadId>([^<]+)</UploadId>");
  private static final String TAGS =
      "<Tagging><TagSet><Tag><Key>k</Key><Value>v</Value></Tag></TagSet></Tagging>";
  private static final String VERSION = "?versionId=null";

  /** One request of an operation, and what its caller has to be allowed. */
  record Sample(String operation, List<String> actions, Function<World, RawRequest> request) {
    @Override
    public String toString() {
      return operation + " " + actions;
    }
  }

  /** A store with something in it. */
  static final class World {
    final S3Fixture s3 = new S3Fixture();
    final String upload;
    final String partTag;

    World() {
      s3.store("a");
      s3.put(path("tagged"), "t", "x-amz-tagging", "k=v");
      s3.put("/photos?tagging", TAGS);
      s3.put("/photos?cors", CORS);
      s3.put("/empty", "");
      s3.put("/ruled", "");
      s3.put("/ruled?policy", POLICY);
      upload = find(UPLOAD_ID, s3.post(path("u") + "?uploads", "").text());
      partTag = s3.put(path("u") + "?partNumber=1&uploadId=" + upload, "part").header("etag");
    }

    private static String find(Pattern pattern, String text) {
      Matcher found = pattern.matcher(text);
      assertThat(found.find()).as(text).isTrue();
      return found.group(1);
    }
  }

  private static final String ACL = "x-amz-acl";
  private static final String BLOCK = "<PublicAccessBlockConfiguration/>";

  private static final String CORS =
      "<CORSConfiguration><CORSRule><AllowedOrigin>*</AllowedOrigin>"
          + "<AllowedMethod>GET</AllowedMethod></CORSRule></CORSConfiguration>";

  private static final String POLICY =
      "{\"Statement\":{\"Effect\":\"Deny\",\"Principal\":\"*\",\"Action\":\"s3:GetObject\","
          + "\"Resource\":\"arn:aws:s3:::ruled/*\"}}";

  static List<Sample> samples() {
    List<Sample> all = new ArrayList<>();
    all.addAll(ofBuckets());
    all.addAll(ofAccess());
    all.addAll(ofReads());
    all.addAll(ofTags());
    all.addAll(ofWrites());
    all.addAll(ofCopies());
    all.addAll(ofUploads());
    return all;
  }

  private static Sample sample(String operation, String actions, RawRequest request) {
    return new Sample(operation, List.of(actions.split(" ")), _ -> request);
  }

  private static RawRequest body(RawRequest request, String body) {
    return request.withBody(body);
  }

  private static List<Sample> ofBuckets() {
    return List.of(
        sample("ListBuckets", "ListAllMyBuckets", request("GET", "/")),
        sample("CreateBucket", "CreateBucket", request("PUT", "/another")),
        sample("DeleteBucket", "DeleteBucket", request("DELETE", "/empty")),
        sample("HeadBucket", "ListBucket", request("HEAD", "/photos")),
        sample("ListObjects", "ListBucket", request("GET", "/photos")),
        sample("ListObjectsV2", "ListBucket", request("GET", "/photos?list-type=2")),
        sample("ListObjectVersions", "ListBucketVersions", request("GET", "/photos?versions")),
        sample(
            "ListMultipartUploads",
            "ListBucketMultipartUploads",
            request("GET", "/photos?uploads")),
        sample("GetBucketLocation", "GetBucketLocation", request("GET", "/photos?location")),
        sample("GetBucketVersioning", "GetBucketVersioning", request("GET", "/photos?versioning")),
        sample(
            "PutBucketVersioning",
            "PutBucketVersioning",
            body(
                request("PUT", "/photos?versioning"),
                "<VersioningConfiguration><Status>Enabled</Status></VersioningConfiguration>")),
        sample("GetBucketCors", "GetBucketCORS", request("GET", "/photos?cors")),
        sample("PutBucketCors", "PutBucketCORS", body(request("PUT", "/photos?cors"), CORS)),
        sample("DeleteBucketCors", "PutBucketCORS", request("DELETE", "/photos?cors")),
        sample("GetBucketTagging", "GetBucketTagging", request("GET", "/photos?tagging")),
        sample(
            "PutBucketTagging", "PutBucketTagging", body(request("PUT", "/photos?tagging"), TAGS)),
        sample("GetBucketPolicy", "GetBucketPolicy", request("GET", "/ruled?policy")),
        sample(
            "GetBucketPolicyStatus",
            "GetBucketPolicyStatus",
            request("GET", "/ruled?policyStatus")),
        sample("PutBucketPolicy", "PutBucketPolicy", body(request("PUT", "/ruled?policy"), POLICY)),
        sample("DeleteBucketPolicy", "DeleteBucketPolicy", request("DELETE", "/ruled?policy")),
        sample("DeleteBucketTagging", "PutBucketTagging", request("DELETE", "/photos?tagging")));
  }

  private static List<Sample> ofAccess() {
    RawRequest open = request("PUT", path("new"), "x-amz-acl", "public-read");
    String owned = "/photos?ownershipControls";
    String blocked = "/photos?publicAccessBlock";
    return List.of(
        sample("GetBucketAcl", "GetBucketAcl", request("GET", "/photos?acl")),
        sample("PutBucketAcl", "PutBucketAcl", request("PUT", "/photos?acl", ACL, "private")),
        sample("GetObjectAcl", "GetObjectAcl", request("GET", path("a") + "?acl")),
        sample(
            "GetObjectAcl",
            "GetObjectVersionAcl",
            request("GET", path("a") + "?acl&versionId=null")),
        sample("PutObjectAcl", "PutObjectAcl", request("PUT", path("a") + "?acl", ACL, "private")),
        sample(
            "PutObjectAcl",
            "PutObjectVersionAcl",
            request("PUT", path("a") + "?acl&versionId=null", ACL, "private")),
        sample("PutObject", "PutObject PutObjectAcl", body(open, "x")),
        sample(
            "CopyObject",
            "PutObject PutObjectAcl GetObject",
            open.add("x-amz-copy-source", "photos/a")),
        sample(
            "CreateMultipartUpload",
            "PutObject PutObjectAcl",
            request("POST", path("new") + "?uploads", ACL, "public-read")),
        sample(
            "CreateBucket",
            "CreateBucket PutBucketAcl PutBucketOwnershipControls",
            request("PUT", "/another", ACL, "public-read")
                .add("x-amz-object-ownership", "ObjectWriter")),
        sample("GetBucketOwnershipControls", "GetBucketOwnershipControls", request("GET", owned)),
        sample(
            "PutBucketOwnershipControls",
            "PutBucketOwnershipControls",
            body(
                request("PUT", owned),
                "<OwnershipControls><Rule><ObjectOwnership>ObjectWriter</ObjectOwnership></Rule>"
                    + "</OwnershipControls>")),
        sample(
            "DeleteBucketOwnershipControls",
            "PutBucketOwnershipControls",
            request("DELETE", owned)),
        new Sample(
            "GetPublicAccessBlock",
            List.of("GetBucketPublicAccessBlock"),
            world -> {
              world.s3.put(blocked, BLOCK);
              return request("GET", blocked);
            }),
        sample(
            "PutPublicAccessBlock",
            "PutBucketPublicAccessBlock",
            body(request("PUT", blocked), BLOCK)),
        sample(
            "DeletePublicAccessBlock", "PutBucketPublicAccessBlock", request("DELETE", blocked)));
  }

  private static List<Sample> ofReads() {
    return List.of(
        sample("GetObject", "GetObject", request("GET", path("a"))),
        sample("GetObject", "GetObjectVersion", request("GET", path("a") + VERSION)),
        sample("HeadObject", "GetObject", request("HEAD", path("a"))),
        sample("HeadObject", "GetObjectVersion", request("HEAD", path("a") + VERSION)),
        sample(
            "GetObjectAttributes",
            "GetObject GetObjectAttributes",
            request("GET", path("a") + "?attributes", "x-amz-object-attributes", "ETag")),
        sample(
            "GetObjectAttributes",
            "GetObjectVersion GetObjectVersionAttributes",
            request(
                "GET",
                path("a") + "?attributes&versionId=null",
                "x-amz-object-attributes",
                "ETag")));
  }

  private static List<Sample> ofTags() {
    return List.of(
        sample("GetObjectTagging", "GetObjectTagging", request("GET", path("a") + "?tagging")),
        sample(
            "GetObjectTagging",
            "GetObjectVersionTagging",
            request("GET", path("a") + "?tagging&versionId=null")),
        sample(
            "PutObjectTagging",
            "PutObjectTagging",
            body(request("PUT", path("a") + "?tagging"), TAGS)),
        sample(
            "PutObjectTagging",
            "PutObjectVersionTagging",
            body(request("PUT", path("a") + "?tagging&versionId=null"), TAGS)),
        sample(
            "DeleteObjectTagging",
            "DeleteObjectTagging",
            request("DELETE", path("a") + "?tagging")),
        sample(
            "DeleteObjectTagging",
            "DeleteObjectVersionTagging",
            request("DELETE", path("a") + "?tagging&versionId=null")));
  }

  private static List<Sample> ofWrites() {
    RawRequest put = body(request("PUT", path("new")), "x");
    return List.of(
        sample("PutObject", "PutObject", put),
        sample("PutObject", "PutObject PutObjectTagging", put.add("x-amz-tagging", "k=v")),
        sample("PutObject", "PutObject", put.add("x-amz-acl", "bucket-owner-full-control")),
        sample("PutObject", "PutObject", put.add("if-none-match", "*")),
        new Sample(
            "PutObject",
            List.of("PutObject", "GetObject"),
            world ->
                body(request("PUT", path("a")), "x")
                    .add("if-match", world.s3.get(path("a")).header("etag"))),
        sample("DeleteObject", "DeleteObject", request("DELETE", path("a"))),
        sample("DeleteObject", "DeleteObjectVersion", request("DELETE", path("a") + VERSION)),
        sample(
            "DeleteObjects",
            "DeleteObject",
            body(
                request("POST", "/photos?delete"),
                "<Delete><Object><Key>a</Key></Object></Delete>")),
        sample(
            "DeleteObjects",
            "DeleteObjectVersion",
            body(
                request("POST", "/photos?delete"),
                "<Delete><Object><Key>a</Key><VersionId>null</VersionId></Object></Delete>")));
  }

  private static List<Sample> ofCopies() {
    RawRequest copy = request("PUT", path("copy"));
    String source = "x-amz-copy-source";
    return List.of(
        sample("CopyObject", "PutObject GetObject", copy.add(source, "photos/a")),
        sample("CopyObject", "PutObject GetObjectVersion", copy.add(source, "photos/a" + VERSION)),
        sample(
            "CopyObject",
            "PutObject GetObject GetObjectTagging PutObjectTagging",
            copy.add(source, "photos/tagged")),
        sample(
            "CopyObject",
            "PutObject GetObjectVersion GetObjectVersionTagging PutObjectTagging",
            copy.add(source, "photos/tagged" + VERSION)),
        sample(
            "CopyObject",
            "PutObject GetObject PutObjectTagging",
            copy.add(source, "photos/tagged")
                .add("x-amz-tagging-directive", "REPLACE")
                .add("x-amz-tagging", "k=w")),
        sample(
            "CopyObject",
            "PutObject GetObject",
            copy.add(source, "photos/tagged").add("x-amz-tagging-directive", "REPLACE")),
        sample(
            "RenameObject",
            "PutObject GetObject DeleteObject",
            request("PUT", path("b") + "?renameObject", "x-amz-rename-source", "a")));
  }

  private static List<Sample> ofUploads() {
    return List.of(
        sample("CreateMultipartUpload", "PutObject", request("POST", path("new") + "?uploads")),
        sample(
            "CreateMultipartUpload",
            "PutObject PutObjectTagging",
            request("POST", path("new") + "?uploads", "x-amz-tagging", "k=v")),
        new Sample(
            "UploadPart",
            List.of("PutObject"),
            world -> body(request("PUT", ofUpload(world) + "&partNumber=2"), "x")),
        new Sample(
            "UploadPartCopy",
            List.of("PutObject", "GetObject"),
            world ->
                request("PUT", ofUpload(world) + "&partNumber=2", "x-amz-copy-source", "photos/a")),
        new Sample(
            "UploadPartCopy",
            List.of("PutObject", "GetObjectVersion"),
            world ->
                request(
                    "PUT",
                    ofUpload(world) + "&partNumber=2",
                    "x-amz-copy-source",
                    "photos/a" + VERSION)),
        new Sample(
            "CompleteMultipartUpload",
            List.of("PutObject"),
            world ->
                body(
                    request("POST", ofUpload(world)),
                    "<CompleteMultipartUpload><Part><PartNumber>1</PartNumber><ETag>"
                        + world.partTag.replace("\"", "&quot;")
                        + "</ETag></Part></CompleteMultipartUpload>")),
        new Sample(
            "AbortMultipartUpload",
            List.of("AbortMultipartUpload"),
            world -> request("DELETE", ofUpload(world))),
        new Sample(
            "ListParts",
            List.of("ListMultipartUploadParts"),
            world -> request("GET", ofUpload(world))));
  }

  private static String ofUpload(World world) {
    return path("u") + "?uploadId=" + world.upload;
  }

  @ParameterizedTest
  @MethodSource("samples")
  void whoMayDoWhatItNeedsGetsThrough(Sample sample) {
    RawResponse answer = send(sample, sample.actions());
    assertThat(answer.status()).as(answer.text()).isBetween(200, 299);
    assertThat(answer.text()).doesNotContain("AccessDenied");
  }

  @ParameterizedTest
  @MethodSource("samples")
  void whoLacksAnyOfItDoesNot(Sample sample) {
    for (String lacking : sample.actions()) {
      List<String> rest = sample.actions().stream().filter(one -> !one.equals(lacking)).toList();
      requireRefused(sample, rest);
    }
    requireRefused(sample, List.of());
  }

  private static void requireRefused(Sample sample, List<String> actions) {
    RawResponse answer = send(sample, actions);
    if (sample.operation().equals("DeleteObjects")) {
      assertThat(answer.text()).contains("<Code>AccessDenied</Code>").doesNotContain("<Deleted>");
    } else {
      assertThat(answer.status()).as("with %s: %s", actions, answer.text()).isEqualTo(403);
    }
  }

  private static RawResponse send(Sample sample, List<String> actions) {
    World world = new World();
    return world.s3.signedBy(TestUsers.may(actions), sample.request().apply(world));
  }

  @Test
  void aFormNeedsWhatAPutDoes() {
    FormUpload plain = FormUpload.of("new");
    FormUpload tagged = FormUpload.of("new").field("tagging", TAGS);
    String putter = TestUsers.may(List.of("PutObject"));
    String tagger = TestUsers.may(List.of("PutObject", "PutObjectTagging"));
    World world = new World();
    assertThat(world.s3.send(plain.signedBy(putter)).status()).isEqualTo(204);
    assertThat(world.s3.send(tagged.signedBy(putter)).status()).isEqualTo(403);
    assertThat(world.s3.send(tagged.signedBy(tagger)).status()).isEqualTo(204);
    assertThat(world.s3.send(plain.anonymous()).status()).isEqualTo(403);
  }

  @Test
  void everyOperationOnOfferHasASample() {
    List<String> offered =
        new S3Fixture()
            .routes.routes().stream()
                .filter(route -> route.operation().isPresent())
                .map(Route::operationName)
                .filter(name -> !name.equals("PostObject"))
                .toList();
    assertThat(samples().stream().map(Sample::operation)).containsAll(offered);
  }
}
