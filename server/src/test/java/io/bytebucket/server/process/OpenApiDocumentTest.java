package io.bytebucket.server.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The description of the admin API that a server sends is one, by somebody else's judgement. */
@ProcessTest
final class OpenApiDocumentTest {
  @RegisterExtension final Servers servers = new Servers();

  @Test
  void aValidatorAcceptsIt() throws IOException, InterruptedException {
    Requirement.pythonModule("openapi_spec_validator");
    Endpoint endpoint = servers.start().endpoint();
    URI address = URI.create("http://127.0.0.1:" + endpoint.adminPort() + "/api/openapi.yaml");
    Path document = servers.directory().resolve("openapi.yaml");
    try (HttpClient client = HttpClient.newHttpClient()) {
      HttpResponse<Path> answer =
          client.send(
              HttpRequest.newBuilder(address).build(), HttpResponse.BodyHandlers.ofFile(document));
      assertThat(answer.statusCode()).isEqualTo(200);
    }
    assertThat(validate(document).succeed()).contains("OK");
    Files.writeString(
        document, Files.readString(document).replaceFirst("operationId: .*", "operationId: []"));
    assertThat(validate(document).run().exitStatus()).isNotZero();
  }

  private static Command validate(Path document) {
    return Command.of("python3", "-m", "openapi_spec_validator", document.toString());
  }
}
