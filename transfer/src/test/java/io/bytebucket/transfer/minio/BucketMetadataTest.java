package io.bytebucket.transfer.minio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bytebucket.core.bucket.BucketName;
import io.bytebucket.core.bucket.CorsRule;
import io.bytebucket.core.bucket.Quota;
import io.bytebucket.core.bucket.Versioning;
import io.bytebucket.core.value.Tags;
import io.bytebucket.transfer.Finding;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The settings of buckets, in the form in which MinIO exports them. */
class BucketMetadataTest {
  private static final BucketName PHOTOS = new BucketName("photos");
  private static final String POLICY =
      """
      {"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{"AWS":["*"]},
       "Action":["s3:GetObject"],"Resource":["arn:aws:s3:::photos/*"]}]}
      """;

  @TempDir Path folder;

  private static Map<String, String> export() {
    Map<String, String> files = new HashMap<>();
    files.put("photos/policy.json", POLICY);
    files.put(
        "photos/tagging.xml",
        "<Tagging><TagSet><Tag><Key>team</Key><Value>a &amp; b</Value></Tag></TagSet></Tagging>"
            .replace("a &amp; b", "a b"));
    files.put("photos/quota.json", "{\"quota\":1073741824,\"quotatype\":\"hard\",\"requests\":9}");
    files.put(
        "photos/versioning.xml",
        "<VersioningConfiguration xmlns=\"http://s3.amazonaws.com/doc/2006-03-01/\">"
            + "<Status>Enabled</Status><ExcludedPrefixes><Prefix>tmp/</Prefix></ExcludedPrefixes>"
            + "</VersioningConfiguration>");
    files.put("photos/notification.xml", "<NotificationConfiguration></NotificationConfiguration>");
    files.put(
        "photos/cors.xml",
        "<CORSConfiguration><CORSRule><ID>app</ID><AllowedOrigin>https://app.example.com"
            + "</AllowedOrigin><AllowedMethod>GET</AllowedMethod><AllowedMethod>PUT"
            + "</AllowedMethod><AllowedHeader>*</AllowedHeader><ExposeHeader>ETag</ExposeHeader>"
            + "<MaxAgeSeconds>600</MaxAgeSeconds></CORSRule></CORSConfiguration>");
    files.put("photos/lifecycle.xml", "<LifecycleConfiguration/>");
    files.put("photos/object-lock.xml", "<ObjectLockConfiguration/>");
    files.put("Wrong_Name/versioning.xml", "<VersioningConfiguration/>");
    return files;
  }

  private MinioBench bench() throws IOException {
    MinioBench bench = new MinioBench();
    bench.store.userRecovery().createFirst("root", "root-secret");
    return bench;
  }

  @Test
  void whatThereIsTheSameOfIsAppliedAndTheRestIsNamed() throws IOException {
    MinioBench bench = bench();
    bench.run(folder, export(), Optional.empty());

    assertThat(bench.store.policies().find(PHOTOS))
        .hasValueSatisfying(
            bytes -> assertThat(new String(bytes, StandardCharsets.UTF_8)).isEqualTo(POLICY));
    assertThat(bench.store.bucketSettings().tags(PHOTOS)).isEqualTo(Map.of("team", "a b"));
    assertThat(bench.store.bucketSettings().quota(PHOTOS))
        .isEqualTo(new Quota(OptionalLong.of(1L << 30), OptionalLong.empty()));
    assertThat(bench.store.buckets().get(PHOTOS).versioning()).isEqualTo(Versioning.ENABLED);
    assertThat(bench.reasons(Finding.Kind.BUCKET, "photos"))
        .hasSize(4)
        .anyMatch(reason -> reason.startsWith("lifecycle.xml"))
        .anyMatch(reason -> reason.startsWith("object-lock.xml"))
        .anyMatch(reason -> reason.contains("ExcludedPrefixes"))
        .anyMatch(reason -> reason.contains("requests"));
    assertThat(bench.reasons(Finding.Kind.BUCKET, "Wrong_Name")).hasSize(1);

    bench.run(folder, export(), Optional.empty());
    assertThat(bench.made).noneMatch(line -> line.endsWith("new"));
    assertThat(bench.findings).noneMatch(one -> one.kind() == Finding.Kind.CONFLICT);
  }

  @Test
  void whatIsAnotherHereIsLeftAsItIs() throws IOException {
    MinioBench bench = bench();
    bench.run(folder, export(), Optional.empty());
    bench.store.bucketSettings().putTags(PHOTOS, Tags.ofBucket(Map.of("other", "x")));
    bench.store.buckets().setVersioning(PHOTOS, Versioning.SUSPENDED);
    bench.run(folder, export(), Optional.empty());

    assertThat(bench.reasons(Finding.Kind.CONFLICT, "photos")).hasSize(2);
    assertThat(bench.store.bucketSettings().tags(PHOTOS)).isEqualTo(Map.of("other", "x"));
  }

  @Test
  void aDocumentThatIsNoneIsNamedAndTheOthersCount() throws IOException {
    Map<String, String> files = export();
    files.put("photos/tagging.xml", "<!DOCTYPE a [<!ENTITY e \"x\">]><Tagging>&e;</Tagging>");
    files.put("photos/policy.json", "{\"Statement\":1}");
    MinioBench bench = bench();
    bench.run(folder, files, Optional.empty());

    assertThat(bench.reasons(Finding.Kind.BUCKET, "photos"))
        .anyMatch(reason -> reason.startsWith("tagging.xml cannot be read"))
        .anyMatch(reason -> reason.startsWith("policy.json is refused"));
    assertThat(bench.store.buckets().get(PHOTOS).versioning()).isEqualTo(Versioning.ENABLED);
  }

  @Test
  void withoutAnAdministratorNothingIsMade() {
    MinioBench bench = new MinioBench();
    assertThatThrownBy(() -> bench.run(folder, export(), Optional.empty()))
        .isInstanceOf(MinioException.class)
        .hasMessageContaining("--owner");
    assertThat(bench.store.buckets().list("", "", 10).buckets()).isEmpty();
  }

  @Test
  void corsRulesComeAlongAndOnesThatAreNoneAreNamed() throws IOException {
    MinioBench bench = bench();
    bench.run(folder, export(), Optional.empty());
    CorsRule rule = bench.store.bucketSettings().cors(PHOTOS).orElseThrow().rules().getFirst();
    assertThat(rule.id()).contains("app");
    assertThat(rule.allowedMethods()).containsExactly("GET", "PUT");
    assertThat(rule.allowedHeaders()).containsExactly("*");
    assertThat(rule.exposeHeaders()).containsExactly("ETag");
    assertThat(rule.maxAgeSeconds()).hasValue(600);

    for (String wrong :
        List.of(
            "<CORSConfiguration/>",
            "<CORSConfiguration><CORSRule><AllowedOrigin>*</AllowedOrigin>"
                + "<AllowedMethod>BREW</AllowedMethod></CORSRule></CORSConfiguration>",
            "<CORSConfiguration><CORSRule><AllowedOrigin>*</AllowedOrigin>"
                + "<AllowedMethod>GET</AllowedMethod><MaxAgeSeconds>99999999999</MaxAgeSeconds>"
                + "</CORSRule></CORSConfiguration>")) {
      bench.run(folder, Map.of("other/cors.xml", wrong), Optional.empty());
      assertThat(bench.reasons(Finding.Kind.BUCKET, "other"))
          .as(wrong)
          .singleElement()
          .asString()
          .startsWith("cors.xml");
      assertThat(bench.store.bucketSettings().cors(new BucketName("other"))).isEmpty();
    }
  }
}
