package io.bytebucket.server.process;

import static org.assertj.core.api.Assertions.assertThat;

import io.bytebucket.testkit.RawResponse;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.zip.CRC32;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What Terraform's provider for AWS asks of S3 for a bucket with versions, ownership controls, a
 * block of public access, an access control list, a policy and tags, in its order: it makes them,
 * finds no difference when it looks again, changes them, and takes them away. It gives up at any
 * answer but success and those codes that stand here.
 *
 * @see <a
 *     href="https://github.com/hashicorp/terraform-provider-aws/tree/main/internal/service/s3">Terraform's
 *     provider for AWS, service S3</a>
 */
@ProcessTest
final class TerraformTest {
  private static final String BUCKET = "terraform";
  private static final String EVERYBODY = "http://acs.amazonaws.com/groups/global/AllUsers";

  /** What is not set of a bucket, and by which codes it takes that for an answer. */
  private static final Map<String, List<String>> UNSET =
      Map.of(
          "cors", List.of("NoSuchCORSConfiguration"),
          "website", List.of("NoSuchWebsiteConfiguration", "NotImplemented"),
          "accelerate", List.of("NotImplemented", "UnsupportedArgument"),
          "requestPayment", List.of("NotImplemented"),
          "logging", List.of("NotImplemented"),
          "lifecycle", List.of("NoSuchLifecycleConfiguration", "NotImplemented"),
          "replication", List.of("ReplicationConfigurationNotFoundError", "NotImplemented"),
          "encryption", List.of("ServerSideEncryptionConfigurationNotFoundError", "NotImplemented"),
          "object-lock", List.of("ObjectLockConfigurationNotFoundError", "NotImplemented"));

  /** In the order in which a bucket is read; of these something may be set. */
  private static final Map<String, String> SETTABLE =
      Map.of("policy", "NoSuchBucketPolicy", "tagging", "NoSuchTagSet");

  private static final List<String> READ_ORDER =
      List.of(
          "policy",
          "acl",
          "cors",
          "website",
          "versioning",
          "accelerate",
          "requestPayment",
          "logging",
          "lifecycle",
          "replication",
          "encryption",
          "object-lock",
          "tagging");

  @RegisterExtension final Servers servers = new Servers();

  private S3Connection connection;

  @BeforeAll
  void startServer() {
    connection = new S3Connection(servers.start().endpoint());
  }

  @AfterAll
  void disconnect() throws IOException {
    connection.close();
  }

  private RawResponse send(String method, String query, Map<String, String> headers, String body)
      throws IOException {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    Map<String, String> all = new LinkedHashMap<>(headers);
    if (bytes.length > 0) {
      CRC32 crc = new CRC32();
      crc.update(bytes);
      byte[] value = ByteBuffer.allocate(Integer.BYTES).putInt((int) crc.getValue()).array();
      all.put("x-amz-sdk-checksum-algorithm", "CRC32");
      all.put("x-amz-checksum-crc32", Base64.getEncoder().encodeToString(value));
    }
    return connection.send(method, "/" + BUCKET + query, all, bytes);
  }

  private void put(String setting, String body) throws IOException {
    RawResponse answer = send("PUT", "?" + setting, Map.of(), body);
    assertThat(answer.status()).as("%s: %s", setting, answer).isBetween(200, 204);
  }

  private void delete(String setting, String codeOfNone) throws IOException {
    assertThat(send("DELETE", "?" + setting, Map.of(), "").status()).isEqualTo(204);
    requireNone(setting, codeOfNone);
  }

  private String get(String setting) throws IOException {
    RawResponse answer = send("GET", "?" + setting, Map.of(), "");
    assertThat(answer.status()).as("%s: %s", setting, answer).isEqualTo(200);
    return answer.text();
  }

  private void requireNone(String setting, String... codes) throws IOException {
    RawResponse answer = send("GET", "?" + setting, Map.of(), "");
    assertThat(answer.status()).as("%s: %s", setting, answer).isGreaterThanOrEqualTo(400);
    assertThat(answer.errorCode()).as(setting).isIn((Object[]) codes);
  }

  private void head() throws IOException {
    RawResponse answer = send("HEAD", "", Map.of(), "");
    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.header("x-amz-bucket-region")).isEqualTo("us-east-1");
  }

  /** Reads the bucket itself, as after every change of it and with every plan. */
  private Map<String, Object> readBucket() throws IOException {
    Map<String, Object> state = new LinkedHashMap<>();
    head();
    for (String setting : READ_ORDER) {
      if (UNSET.containsKey(setting)) {
        requireNone(setting, UNSET.get(setting).toArray(String[]::new));
      } else {
        state.put(setting, read(setting));
      }
    }
    // Once more, for where it is.
    head();
    return state;
  }

  private Object read(String setting) throws IOException {
    RawResponse answer = send("GET", "?" + setting, Map.of(), "");
    if (answer.status() != 200) {
      assertThat(answer.errorCode()).isEqualTo(SETTABLE.get(setting));
      return "none";
    }
    return switch (setting) {
      case "policy" -> json(answer.text());
      case "tagging" -> tags(answer.text());
      default -> answer.text();
    };
  }

  private static JsonNode json(String text) {
    return JsonMapper.shared().readTree(text);
  }

  private static List<String> all(String pattern, String text) {
    return Pattern.compile(pattern).matcher(text).results().map(MatchResult::group).toList();
  }

  private static Map<String, String> tags(String document) {
    Map<String, String> tags = new LinkedHashMap<>();
    Pattern.compile("<Key>([^<]*)</Key><Value>([^<]*)</Value>")
        .matcher(document)
        .results()
        .forEach(tag -> tags.put(tag.group(1), tag.group(2)));
    return tags;
  }

  /** All resources, as a plan refreshes them. */
  private Map<String, Object> refresh() throws IOException {
    Map<String, Object> state = readBucket();
    state.put("versioning of its own", get("versioning"));
    state.put("ownership", get("ownershipControls"));
    state.put("block", get("publicAccessBlock"));
    state.put("list", get("acl"));
    state.put("policy of its own", json(get("policy")));
    return state;
  }

  private void createBucket() throws IOException {
    RawResponse made = send("PUT", "", Map.of(), "");
    assertThat(made.status()).as(made.toString()).isEqualTo(200);
    updateTags("none", "env", "test", "owner", "team a");
    assertThat(readBucket())
        .containsEntry("policy", "none")
        .containsEntry("tagging", Map.of("env", "test", "owner", "team a"));
  }

  /** It looks first which tags there are, so as to leave others alone. */
  private void updateTags(Object before, String... tags) throws IOException {
    assertThat(read("tagging")).isEqualTo(before);
    StringBuilder set = new StringBuilder();
    for (int i = 0; i < tags.length; i += 2) {
      set.append("<Tag><Key>%s</Key><Value>%s</Value></Tag>".formatted(tags[i], tags[i + 1]));
    }
    put(
        "tagging",
        "<Tagging xmlns=\"http://s3.amazonaws.com/doc/2006-03-01/\"><TagSet>"
            + set
            + "</TagSet></Tagging>");
  }

  private void putVersioning(String status) throws IOException {
    put(
        "versioning",
        "<VersioningConfiguration xmlns=\"http://s3.amazonaws.com/doc/2006-03-01/\"><Status>"
            + status
            + "</Status></VersioningConfiguration>");
    assertThat(get("versioning")).contains("<Status>" + status + "</Status>");
  }

  private void putOwnership(String ownership) throws IOException {
    put(
        "ownershipControls",
        "<OwnershipControls xmlns=\"http://s3.amazonaws.com/doc/2006-03-01/\"><Rule>"
            + "<ObjectOwnership>"
            + ownership
            + "</ObjectOwnership></Rule></OwnershipControls>");
    assertThat(get("ownershipControls"))
        .contains("<ObjectOwnership>" + ownership + "</ObjectOwnership>");
  }

  private void putBlock(boolean acls, boolean policy) throws IOException {
    String document =
        "<BlockPublicAcls>%1$s</BlockPublicAcls><BlockPublicPolicy>%2$s</BlockPublicPolicy>"
            .formatted(acls, policy);
    put(
        "publicAccessBlock",
        "<PublicAccessBlockConfiguration xmlns=\"http://s3.amazonaws.com/doc/2006-03-01/\">"
            + document
            + "<IgnorePublicAcls>%1$s</IgnorePublicAcls>".formatted(acls)
            + "<RestrictPublicBuckets>%1$s</RestrictPublicBuckets>".formatted(policy)
            + "</PublicAccessBlockConfiguration>");
    assertThat(get("publicAccessBlock"))
        .contains("<BlockPublicAcls>" + acls)
        .contains("<IgnorePublicAcls>" + acls)
        .contains("<BlockPublicPolicy>" + policy)
        .contains("<RestrictPublicBuckets>" + policy);
  }

  private void putCannedAcl(String name) throws IOException {
    assertThat(send("PUT", "?acl", Map.of("x-amz-acl", name), "").status()).isEqualTo(200);
  }

  /** Grants written out, as they are of who names them one by one. */
  private void putGrants() throws IOException {
    String before = get("acl");
    String owner = all("<Owner>.*?</Owner>", before).getFirst();
    String own = all("<Grant>(?:(?!AllUsers).)*?</Grant>", before).getFirst();
    put(
        "acl",
        "<AccessControlPolicy xmlns=\"http://s3.amazonaws.com/doc/2006-03-01/\">"
            + "<AccessControlList>"
            + own
            + "<Grant><Grantee xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\""
            + " xsi:type=\"Group\"><URI>"
            + EVERYBODY
            + "</URI></Grantee><Permission>READ</Permission></Grant></AccessControlList>"
            + owner
            + "</AccessControlPolicy>");
  }

  /** A policy that says the same in another order of elements is the same. */
  private void putPolicy(String action) throws IOException {
    String document =
        "{\"Statement\":[{\"Action\":\""
            + action
            + "\",\"Effect\":\"Allow\",\"Principal\":\"*\",\"Resource\":\"arn:aws:s3:::terraform/*\","
            + "\"Sid\":\"Read\"}],\"Version\":\"2012-10-17\"}";
    put("policy", document);
    assertThat(json(get("policy"))).isEqualTo(json(document));
  }

  @Test
  void aBucketIsMadeFoundUnchangedChangedAndTakenAway() throws IOException {
    createBucket();
    putVersioning("Enabled");
    putOwnership("BucketOwnerPreferred");
    putBlock(false, false);
    putCannedAcl("public-read");
    assertThat(get("acl")).contains(EVERYBODY);
    putPolicy("s3:GetObject");

    Map<String, Object> made = refresh();
    assertThat(refresh()).isEqualTo(made);

    updateTags(made.get("tagging"), "env", "prod");
    assertThat(readBucket()).containsEntry("tagging", Map.of("env", "prod"));
    putVersioning("Suspended");
    putGrants();
    assertThat(get("acl")).contains(EVERYBODY);
    putPolicy("s3:GetObjectVersion");
    putOwnership("ObjectWriter");
    Map<String, Object> changed = refresh();
    assertThat(changed).isNotEqualTo(made);
    assertThat(refresh()).isEqualTo(changed);

    // What is closed later closes at once, and what is there of it is still told.
    putBlock(true, true);
    assertThat(refresh().get("policy")).isEqualTo(changed.get("policy"));

    destroy();
  }

  /** The list is not taken away: it goes with the bucket. */
  private void destroy() throws IOException {
    delete("policy", "NoSuchBucketPolicy");
    delete("publicAccessBlock", "NoSuchPublicAccessBlockConfiguration");
    delete("ownershipControls", "OwnershipControlsNotFoundError");
    putVersioning("Suspended");
    assertThat(send("DELETE", "", Map.of(), "").status()).isEqualTo(204);
    assertThat(send("HEAD", "", Map.of(), "").status()).isEqualTo(404);
    for (String setting : READ_ORDER) {
      requireNone(setting, "NoSuchBucket", "NotImplemented");
    }
  }
}
