package io.bytebucket.transfer.minio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bytebucket.core.user.AccessKey;
import io.bytebucket.core.user.AccessRule;
import io.bytebucket.core.user.AccessRule.Effect;
import io.bytebucket.transfer.Finding;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Users, policies, groups and service accounts, in the form in which MinIO exports them. */
class IamImportTest {
  private static final String POLICIES =
      """
      {"consoleAdmin":{"Version":"2012-10-17","Statement":[
         {"Effect":"Allow","Action":["admin:*"]},
         {"Effect":"Allow","Action":["kms:*"]},
         {"Effect":"Allow","Action":["s3:*"],"Resource":["arn:aws:s3:::*"]}]},
       "readonly":{"Version":"2012-10-17","Statement":[
         {"Effect":"Allow","Action":["s3:GetBucketLocation","s3:GetObject"],
          "Resource":["arn:aws:s3:::*"]}]},
       "one-bucket":{"Version":"2012-10-17","Statement":[
         {"Effect":"Allow","Action":["s3:*"],
          "Resource":["arn:aws:s3:::photos","arn:aws:s3:::photos/*"]}]},
       "objects-alone":{"Version":"2012-10-17","Statement":[
         {"Effect":"Allow","Action":["s3:*Object","s3:ListBucket"],
          "Resource":["arn:aws:s3:::photos/*"]}]},
       "prefix":{"Version":"2012-10-17","Statement":[
         {"Effect":"Allow","Action":"s3:GetObject","Resource":"arn:aws:s3:::photos/home/*"},
         {"Effect":"Allow","Action":"s3:ListBucket","Resource":"arn:aws:s3:::photos"}]},
       "held":{"Version":"2012-10-17","Statement":[
         {"Effect":"Allow","Action":["s3:*"],"Resource":["arn:aws:s3:::*"]},
         {"Effect":"Deny","Action":["s3:*"],"Resource":["arn:aws:s3:::*"],
          "Condition":{"NotIpAddress":{"aws:SourceIp":"10.0.0.0/8"}}}]},
       "denying":{"Version":"2012-10-17","Statement":[
         {"Effect":"Deny","Action":["s3:DeleteObject"],"Resource":["arn:aws:s3:::photos/*"]}]},
       "of-its-own":{"Version":"2012-10-17","Statement":[
         {"Effect":"Allow","Action":["admin:ServerInfo"]},
         {"Effect":"Allow","Action":["s3:ListenBucketNotification"],
          "Resource":["arn:aws:s3:::*"]}]}}
      """;

  private static final String USERS =
      """
      {"boss":{"secretKey":"boss-secret","status":"enabled"},
       "reader":{"secretKey":"reader-secret","status":"enabled"},
       "photographer":{"secretKey":"photos-secret","status":"disabled"},
       "narrow":{"secretKey":"narrow-secret","status":"enabled"},
       "home":{"secretKey":"home-secret","status":"enabled"},
       "refused":{"secretKey":"refused-secret","status":"enabled"},
       "member":{"secretKey":"member-secret","status":"enabled"},
       "strange name":{"secretKey":"strange-secret","status":"enabled"}}
      """;

  private static final String ACCOUNTS =
      """
      {"BOSSACCOUNT":{"parent":"boss","accessKey":"BOSSACCOUNT","secretKey":"account-secret-1",
         "groups":null,"claims":{"accessKey":"BOSSACCOUNT","parent":"boss",
         "sa-policy":"inherited-policy"},"sessionPolicy":null,"status":"on","name":"",
         "description":"","expiration":"1970-01-01T00:00:00Z"},
       "ENDS":{"parent":"reader","accessKey":"ENDS","secretKey":"account-secret-2",
         "claims":{},"sessionPolicy":null,"status":"off","expiration":"2027-01-02T03:04:05Z"},
       "WITHPOLICY":{"parent":"photographer","accessKey":"WITHPOLICY",
         "secretKey":"account-secret-3","claims":{"sa-policy":"embedded-policy"},
         "sessionPolicy":{"Version":"2012-10-17","Statement":[{"Effect":"Allow",
         "Action":["s3:GetObject"],"Resource":["arn:aws:s3:::photos/*"]}]},"status":"on"},
       "TOOMUCH":{"parent":"reader","accessKey":"TOOMUCH","secretKey":"account-secret-4",
         "claims":{},"sessionPolicy":{"Version":"2012-10-17","Statement":[{"Effect":"Allow",
         "Action":["s3:PutObject"],"Resource":["arn:aws:s3:::*"]}]},"status":"on"},
       "OFROOT":{"parent":"minioadmin","accessKey":"OFROOT","secretKey":"account-secret-5",
         "claims":{},"sessionPolicy":null,"status":"on"},
       "OFLDAP":{"parent":"uid=a,dc=b","accessKey":"OFLDAP","secretKey":"account-secret-6",
         "claims":{"ldapUser":"uid=a,dc=b"},"sessionPolicy":null,"status":"on"}}
      """;

  private static final String GROUPS =
      """
      {"team":{"version":1,"status":"enabled","members":["member","reader"]},
       "old":{"version":1,"status":"disabled","members":["member"]}}
      """;

  @TempDir Path folder;

  private static Map<String, String> export() {
    Map<String, String> files = new HashMap<>();
    files.put("iam-assets/policies.json", POLICIES);
    files.put("iam-assets/users.json", USERS);
    files.put("iam-assets/groups.json", GROUPS);
    files.put("iam-assets/svcaccts.json", ACCOUNTS);
    files.put(
        "iam-assets/user_mappings.json",
        """
        {"boss":{"version":1,"policy":"consoleAdmin"},
         "reader":{"version":1,"policy":"readonly"},
         "photographer":{"version":1,"policy":"one-bucket,denying"},
         "narrow":{"version":1,"policy":"objects-alone,of-its-own,gone"},
         "home":{"version":1,"policy":"prefix"},
         "refused":{"version":1,"policy":"readonly,held"},
         "uid=x,dc=y":{"version":1,"policy":"readonly"}}
        """);
    files.put(
        "iam-assets/group_mappings.json",
        "{\"team\":{\"version\":1,\"policy\":\"one-bucket\"},"
            + "\"old\":{\"version\":1,\"policy\":\"consoleAdmin\"}}");
    files.put(
        "iam-assets/stsuser_mappings.json", "{\"oidc-sub\":{\"version\":1,\"policy\":\"x\"}}");
    return files;
  }

  private static AccessRule allow(String bucket, String... actions) {
    return new AccessRule(Effect.ALLOW, List.of(bucket), List.of(actions));
  }

  @Test
  void usersKeepTheirSecretsAndWhatTheyMayDo() throws IOException {
    MinioBench bench = new MinioBench();
    bench.run(folder, export(), Optional.empty());

    assertThat(bench.user("boss").secret()).isEqualTo("boss-secret");
    assertThat(bench.user("boss").user().rules()).containsExactly(AccessRule.FULL_ACCESS);
    assertThat(bench.user("reader").user().rules())
        .containsExactly(
            allow("*", "s3:GetBucketLocation", "s3:GetObject"), allow("photos", "s3:*"));
    assertThat(bench.user("photographer").user().isEnabled()).isFalse();
    assertThat(bench.user("photographer").user().rules())
        .containsExactly(
            allow("photos", "s3:*"),
            new AccessRule(Effect.DENY, List.of("photos"), List.of("s3:DeleteObject")));
    assertThat(bench.user("member").user().rules()).containsExactly(allow("photos", "s3:*"));
    assertThat(bench.reasons(Finding.Kind.USER, "strange name"))
        .singleElement()
        .asString()
        .contains("no request can name");
  }

  @Test
  void whatAPolicySaysOfObjectsIsNotSaidOfBuckets() throws IOException {
    MinioBench bench = new MinioBench();
    bench.run(folder, export(), Optional.empty());

    assertThat(bench.user("narrow").user().rules()).hasSize(1);
    assertThat(bench.user("narrow").user().rules().getFirst().actions())
        .contains("s3:GetObject", "s3:PutObject", "s3:DeleteObject")
        .doesNotContain("s3:ListBucket", "s3:*Object");
    assertThat(bench.user("home").user().rules()).containsExactly(allow("photos", "s3:ListBucket"));
  }

  @Test
  void whatCannotBeSaidIsNamedAndGivesNothing() throws IOException {
    MinioBench bench = new MinioBench();
    bench.run(folder, export(), Optional.empty());

    assertThat(bench.user("refused").user().rules()).isEmpty();
    assertThat(bench.reasons(Finding.Kind.USER, "refused"))
        .singleElement()
        .asString()
        .contains("held");
    assertThat(bench.reasons(Finding.Kind.POLICY, "prefix"))
        .singleElement()
        .asString()
        .contains("photos/home/*");
    assertThat(bench.reasons(Finding.Kind.POLICY, "of-its-own")).hasSize(2);
    assertThat(bench.reasons(Finding.Kind.POLICY, "gone")).hasSize(1);
    assertThat(bench.reasons(Finding.Kind.USER, "uid=x,dc=y")).hasSize(1);
    assertThat(bench.reasons(Finding.Kind.USER, "oidc-sub")).hasSize(1);
    assertThat(bench.reasons(Finding.Kind.REMARK, "team")).hasSize(1);
  }

  @Test
  void serviceAccountsAreKeysOrUsersOfTheirOwn() throws IOException {
    MinioBench bench = new MinioBench();
    bench.run(folder, export(), Optional.empty());

    assertThat(bench.user("BOSSACCOUNT").user().id()).isEqualTo(bench.user("boss").user().id());
    assertThat(bench.user("BOSSACCOUNT").key().expiresAt()).isEmpty();
    AccessKey ends = bench.user("ENDS").key();
    assertThat(ends.status()).isEqualTo(AccessKey.Status.INACTIVE);
    assertThat(ends.expiresAt()).contains(Instant.parse("2027-01-02T03:04:05Z"));
    assertThat(bench.user("WITHPOLICY").user().rules())
        .containsExactly(
            allow("photos", "s3:GetObject"),
            new AccessRule(Effect.DENY, List.of("photos"), List.of("s3:DeleteObject")));
    assertThat(bench.user("WITHPOLICY").user().isEnabled()).isFalse();
    for (String refused : List.of("TOOMUCH", "OFROOT", "OFLDAP")) {
      assertThat(bench.store.users().byKey(refused)).as(refused).isEmpty();
      assertThat(bench.reasons(Finding.Kind.USER, refused)).as(refused).hasSize(1);
    }
  }

  @Test
  void theAccountsOfRootBelongToAnAdministratorWhereSomebodySaysSo() throws IOException {
    MinioBench bench = new MinioBench();
    bench.run(folder, export(), Optional.of("minioadmin"));

    assertThat(bench.user("OFROOT").user().isAdministrator()).isTrue();
    assertThat(bench.user("OFROOT").user().name()).isEqualTo("minioadmin");
    assertThat(bench.store.users().byKey("minioadmin")).isEmpty();
  }

  @Test
  void aSecondRunChangesNothingAndALaterExportAddsKeys() throws IOException {
    MinioBench bench = new MinioBench();
    bench.run(folder, export(), Optional.empty());
    int differences = bench.findings.size();
    bench.run(folder, export(), Optional.empty());
    assertThat(bench.made).noneMatch(line -> line.endsWith("new"));
    assertThat(bench.findings).hasSize(differences);

    Map<String, String> later = export();
    later.put("iam-assets/svcaccts.json", ACCOUNTS.replace("BOSSACCOUNT", "BOSSLATER"));
    bench.run(folder, later, Optional.empty());
    assertThat(bench.user("BOSSLATER").user().id()).isEqualTo(bench.user("boss").user().id());

    later.put("iam-assets/users.json", USERS.replace("reader-secret", "another-secret"));
    bench.run(folder, later, Optional.empty());
    assertThat(bench.reasons(Finding.Kind.CONFLICT, "reader")).hasSize(1);
    assertThat(bench.user("reader").secret()).isEqualTo("reader-secret");
  }

  @Test
  void whatIsNoExportOrABombIsRefused() throws IOException {
    MinioBench bench = new MinioBench();
    Path text = Files.writeString(folder.resolve("text.zip"), "no archive");
    assertThatThrownBy(() -> MinioImport.check(text))
        .isInstanceOf(MinioException.class)
        .hasMessageContaining("no zip archive");
    Path other = MinioBench.zip(folder.resolve("other.zip"), Map.of("readme.txt", "x"));
    assertThatThrownBy(() -> MinioImport.check(other))
        .isInstanceOf(MinioException.class)
        .hasMessageContaining("holds neither");
    Path bomb =
        MinioBench.zip(
            folder.resolve("bomb.zip"), Map.of("iam-assets/users.json", "0".repeat(40 << 20)));
    assertThat(Files.size(bomb)).isLessThan(100_000);
    assertThatThrownBy(() -> MinioImport.check(bomb))
        .isInstanceOf(MinioException.class)
        .hasMessageContaining("larger than any export");
    assertThatThrownBy(
            () -> bench.run(folder, Map.of("iam-assets/users.json", "[1"), Optional.empty()))
        .isInstanceOf(MinioException.class)
        .hasMessageContaining("users.json");
    assertThat(bench.store.users().isEmpty()).isTrue();
  }

  @Test
  void policiesThatAreMadeToTakeLongAreNamedAndGiveNothing() throws IOException {
    String resources =
        IntStream.range(0, 8_000)
            .mapToObj(i -> "\"arn:aws:s3:::b" + i + "/x\"")
            .collect(Collectors.joining(","));
    Map<String, String> files = new HashMap<>();
    files.put(
        "iam-assets/users.json",
        "{\"alice\":{\"secretKey\":\"alice-secret\",\"status\":\"enabled\"}}");
    files.put(
        "iam-assets/policies.json",
        "{\"long\":{\"Statement\":[{\"Effect\":\"Allow\",\"Action\":[\"s3:GetObject\"],\"Resource\":["
            + resources
            + "]}]}}");
    files.put("iam-assets/user_mappings.json", "{\"alice\":{\"policy\":\"long\"}}");
    MinioBench bench = new MinioBench();
    bench.run(folder, files, Optional.empty());
    assertThat(bench.user("alice").user().rules()).isEmpty();
    assertThat(bench.reasons(Finding.Kind.POLICY, "long"))
        .containsExactly("is longer than a policy can be");

    String names = String.join(",", Collections.nCopies(3_000, "p"));
    String members = String.join(",", Collections.nCopies(3_000, "\"alice\""));
    files.put("iam-assets/groups.json", "{\"g\":{\"members\":[" + members + "]}}");
    files.put("iam-assets/group_mappings.json", "{\"g\":{\"policy\":\"" + names + "\"}}");
    assertThatThrownBy(() -> new MinioBench().run(folder, files, Optional.empty()))
        .isInstanceOf(MinioException.class)
        .hasMessageContaining("are attached");
  }
}
