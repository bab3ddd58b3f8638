package io.bytebucket.server.process;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The AWS SDK for JavaScript 3 with its defaults: see {@code sdk_checks.mjs}. */
@ProcessTest
final class JavaScriptSdkTest {
  @RegisterExtension final Servers servers = new Servers();

  private NodeChecks checks;

  @BeforeAll
  void startServer() {
    Requirement.nodePackages(NodeChecks.project());
    checks = new NodeChecks("sdk_checks.mjs", servers.start().endpoint(), servers.directory());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "upload_sends_a_buffer_in_parts",
        "upload_sends_a_stream_of_unknown_length",
        "upload_that_fails_leaves_nothing",
        "body_is_sent_and_read_with_its_checksum",
        "signed_addresses_take_and_serve_a_body",
        "signed_addresses_carry_what_the_upload_says",
        "presigned_post_takes_what_its_policy_allows",
        "versions_are_told_apart",
        "conditions_and_lists_hold"
      })
  void javaScriptHolds(String check) {
    checks.hold(check);
  }
}
