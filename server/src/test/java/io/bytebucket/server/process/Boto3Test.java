package io.bytebucket.server.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The client library of AWS for Python, with its defaults, so with checksums in trailers and in
 * parts from 8 MiB on. What is checked is in {@code boto3_checks.py}, one function for each name.
 */
@ProcessTest
final class Boto3Test {
  private static final String SCRIPT = "server/src/test/scripts/boto3_checks.py";

  @RegisterExtension final Servers servers = new Servers();

  private Endpoint endpoint;

  @BeforeAll
  void startServer() {
    Requirement.pythonModule("boto3");
    String version = "import boto3; print('Client: boto3', boto3.__version__)";
    System.out.print(Command.of("python3", "-c", version).succeed());
    endpoint = servers.start().endpoint();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "round_trip_with_metadata",
        "odd_keys_are_different_objects",
        "pages_give_every_key_once",
        "folders_are_folded",
        "many_are_deleted_at_once",
        "presigned_addresses_work",
        "presigned_addresses_carry_headers",
        "conditional_writes",
        "racing_creators_have_one_winner",
        "checksum_algorithms",
        "ranges_and_conditional_reads",
        "large_file_goes_in_parts_by_default",
        "files_go_in_parts_on_four_threads",
        "managed_copy_goes_in_parts_between_buckets",
        "errors_have_their_names",
        "access_control_lists"
      })
  void boto3Holds(String check) {
    Path script = Path.of(System.getProperty("bytebucket.root"), SCRIPT);
    String output =
        Command.of("python3", script.toString(), check)
            .with(
                Map.of(
                    "ENDPOINT", endpoint.url(),
                    "AWS_ACCESS_KEY_ID", endpoint.accessKeyId(),
                    "AWS_SECRET_ACCESS_KEY", endpoint.secretAccessKey(),
                    "AWS_DEFAULT_REGION", "us-east-1",
                    "AWS_EC2_METADATA_DISABLED", "true",
                    "AWS_CONFIG_FILE", "/dev/null",
                    "LARGE_MEBIBYTES", Long.toString(Scale.pickMebibytes(1024, 64) >> 20)))
            .succeed();
    assertThat(output.strip()).isEqualTo("held: " + check);
  }
}
