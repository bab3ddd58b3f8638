package io.bytebucket.server.process;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Pages of another origin in a real browser, Chromium, which send forms and requests to the server
 * under the bucket's CORS configuration: see {@code browser_checks.mjs}.
 */
@ProcessTest
final class BrowserTest {
  @RegisterExtension final Servers servers = new Servers();

  private NodeChecks checks;

  @BeforeAll
  void startServer() {
    Requirement.client("chromium", "--version");
    Requirement.nodePackages(NodeChecks.project());
    checks = new NodeChecks("browser_checks.mjs", servers.start().endpoint(), servers.directory());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "plain_form_is_taken_from_any_page",
        "form_of_a_script_is_taken_and_its_answer_shown",
        "put_with_a_signed_address_passes_its_preflight",
        "parts_are_sent_by_a_page_and_completed_by_their_etags",
        "without_a_configuration_the_browser_refuses",
        "headers_that_are_not_exposed_stay_hidden"
      })
  void browserHolds(String check) {
    checks.hold(check);
  }
}
