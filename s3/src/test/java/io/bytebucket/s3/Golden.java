package io.bytebucket.s3;

import static org.assertj.core.api.Assertions.assertThat;

import io.bytebucket.testkit.RawResponse;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/** The files with the exact bytes of documents. */
final class Golden {
  private Golden() {}

  /** Fails unless the answer's document is that of the file, but for the ids of the request. */
  static void require(String name, RawResponse answer) throws IOException {
    String sent =
        new String(answer.body(), StandardCharsets.UTF_8)
            .replace(answer.header("x-amz-request-id"), "REQUEST-ID")
            .replace(answer.header("x-amz-id-2"), "HOST-ID");
    assertThat(answer.header("content-type")).isEqualTo("application/xml");
    assertThat(sent + "\n").as(name).isEqualTo(golden(name));
  }

  private static String golden(String name) throws IOException {
    try (InputStream file = Golden.class.getResourceAsStream("/documents/" + name + ".xml")) {
      if (file == null) {
        throw new AssertionError("there is no file for " + name);
      }
      return new String(file.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
