package io.bytebucket.server.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * What clients do to open objects and buckets to everybody, and to close them again, each time with
 * a look by curl that signs nothing. What boto3 does of that is in {@link Boto3Test}.
 */
@ProcessTest
final class AclClientsTest {
  @RegisterExtension final Servers servers = new Servers();

  private Endpoint endpoint;
  private Path file;

  @BeforeAll
  void startServer() throws IOException {
    Requirement.client("curl", "--version");
    endpoint = servers.start().endpoint();
    file = Files.writeString(servers.directory().resolve("file.txt"), "hello");
  }

  /** The status that somebody gets who signs nothing. */
  private String anonymous(String path) {
    return Command.of(
            "curl", "-s", "-o", "/dev/null", "-w", "%{http_code}", endpoint.url() + "/" + path)
        .succeed();
  }

  @Test
  void s3cmdOpensAnObjectAndClosesIt() throws IOException {
    Requirement.client("s3cmd", "--version");
    S3cmd s3cmd = new S3cmd(endpoint, servers.directory());
    s3cmd.succeed("mb", "s3://s3cmd-acl");
    s3cmd.succeed("put", file.toString(), "s3://s3cmd-acl/private.txt");
    s3cmd.succeed("put", "--acl-public", file.toString(), "s3://s3cmd-acl/public.txt");
    assertThat(anonymous("s3cmd-acl/private.txt")).isEqualTo("403");
    assertThat(anonymous("s3cmd-acl/public.txt")).isEqualTo("200");

    s3cmd.succeed("setacl", "--acl-public", "s3://s3cmd-acl/private.txt");
    assertThat(anonymous("s3cmd-acl/private.txt")).isEqualTo("200");
    assertThat(s3cmd.succeed("info", "s3://s3cmd-acl/private.txt"))
        .contains("*anon*: READ")
        .contains("FULL_CONTROL");
    s3cmd.succeed("setacl", "--acl-private", "s3://s3cmd-acl/private.txt");
    assertThat(anonymous("s3cmd-acl/private.txt")).isEqualTo("403");
    assertThat(s3cmd.succeed("info", "s3://s3cmd-acl/private.txt")).doesNotContain("*anon*");
  }

  @Test
  void s3cmdOpensTheListOfABucketAndNothingInIt() throws IOException {
    Requirement.client("s3cmd", "--version");
    S3cmd s3cmd = new S3cmd(endpoint, servers.directory());
    s3cmd.succeed("mb", "s3://s3cmd-acl-bucket");
    s3cmd.succeed("put", file.toString(), "s3://s3cmd-acl-bucket/a");
    assertThat(anonymous("s3cmd-acl-bucket")).isEqualTo("403");
    s3cmd.succeed("setacl", "--acl-public", "s3://s3cmd-acl-bucket");
    assertThat(anonymous("s3cmd-acl-bucket")).isEqualTo("200");
    assertThat(anonymous("s3cmd-acl-bucket/a")).isEqualTo("403");
    s3cmd.succeed("setacl", "--acl-public", "--recursive", "s3://s3cmd-acl-bucket");
    assertThat(anonymous("s3cmd-acl-bucket/a")).isEqualTo("200");
    s3cmd.succeed("setacl", "--acl-private", "--recursive", "s3://s3cmd-acl-bucket");
    assertThat(anonymous("s3cmd-acl-bucket/a")).isEqualTo("403");
    s3cmd.succeed("setacl", "--acl-private", "s3://s3cmd-acl-bucket");
    assertThat(anonymous("s3cmd-acl-bucket")).isEqualTo("403");
  }

  @Test
  void theCommandLineOfAwsOpensAndClosesAndReadsWhatItSet() {
    AwsCli aws = awsCli();
    aws.succeed("s3", "mb", "s3://cli-acl");
    aws.succeed("s3", "cp", file.toString(), "s3://cli-acl/a");
    assertThat(anonymous("cli-acl/a")).isEqualTo("403");
    String[] object = {"--bucket", "cli-acl", "--key", "a"};
    aws.succeed(List.of("s3api", "put-object-acl", "--acl", "public-read"), List.of(object));
    assertThat(anonymous("cli-acl/a")).isEqualTo("200");
    assertThat(aws.succeed(List.of("s3api", "get-object-acl"), List.of(object)))
        .contains("global/AllUsers")
        .contains("READ");
    aws.succeed(List.of("s3api", "put-object-acl", "--acl", "private"), List.of(object));
    assertThat(anonymous("cli-acl/a")).isEqualTo("403");

    aws.succeed("s3", "cp", "--acl", "public-read", file.toString(), "s3://cli-acl/b");
    assertThat(anonymous("cli-acl/b")).isEqualTo("200");
    aws.succeed("s3api", "put-bucket-acl", "--bucket", "cli-acl", "--acl", "public-read");
    assertThat(anonymous("cli-acl?list-type=2")).isEqualTo("200");
  }

  @Test
  void aBlockOfPublicAccessClosesWhatListsAndPoliciesOpened() {
    AwsCli aws = awsCli();
    aws.succeed("s3", "mb", "s3://cli-block");
    aws.succeed("s3", "cp", "--acl", "public-read", file.toString(), "s3://cli-block/a");
    String policy =
        "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\",\"Principal\":\"*\","
            + "\"Action\":\"s3:GetObject\",\"Resource\":\"arn:aws:s3:::cli-block/b\"}]}";
    aws.succeed("s3api", "put-bucket-policy", "--bucket", "cli-block", "--policy", policy);
    aws.succeed("s3", "cp", file.toString(), "s3://cli-block/b");
    assertThat(anonymous("cli-block/a")).isEqualTo("200");
    assertThat(anonymous("cli-block/b")).isEqualTo("200");

    aws.succeed(
        "s3api",
        "put-public-access-block",
        "--bucket",
        "cli-block",
        "--public-access-block-configuration",
        "BlockPublicAcls=true,IgnorePublicAcls=true,BlockPublicPolicy=true,"
            + "RestrictPublicBuckets=true");
    assertThat(anonymous("cli-block/a")).isEqualTo("403");
    assertThat(anonymous("cli-block/b")).isEqualTo("403");
    Command.Outcome refused =
        aws.run(
            "s3api",
            "put-object-acl",
            "--bucket",
            "cli-block",
            "--key",
            "a",
            "--acl",
            "public-read");
    assertThat(refused.errors()).contains("AccessDenied");
    aws.succeed("s3api", "delete-public-access-block", "--bucket", "cli-block");
    assertThat(anonymous("cli-block/a")).isEqualTo("200");
    assertThat(anonymous("cli-block/b")).isEqualTo("200");
  }

  private AwsCli awsCli() {
    Requirement.client("aws", "--version");
    return new AwsCli(endpoint);
  }
}
