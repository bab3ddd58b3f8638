package io.bytebucket.selftest.wire;

import java.io.ByteArrayOutputStream;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * An upload from an HTML form, its policy made for the fields that it has. Immutable.
 *
 * @param fields those of the form but for the policy and its signature, in order
 * @param conditions more of the policy, each in JSON
 * @param uncovered fields that the policy does not name
 * @param lifetime how long the policy holds from the time of its signature
 * @param wrongSignature whether the signature is another than that of the policy
 * @param fileFirst whether the file stands before the fields
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonS3/latest/API/sigv4-HTTPPOSTConstructPolicy.html">
 *     Creating a POST policy</a>
 */
public record FormUpload(
    String bucket,
    Map<String, String> fields,
    List<String> conditions,
    Set<String> uncovered,
    Duration lifetime,
    boolean wrongSignature,
    boolean fileFirst) {
  private static final String BOUNDARY = "selftest-boundary-7d1f";

  /** The request, with the signature of that signer, or without any. */
  public WireRequest request(byte[] file, Optional<Signer> signer) {
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    if (fileFirst) {
      file(body, file);
    }
    fields.forEach((name, value) -> field(body, name, value));
    signer.ifPresent(who -> signature(body, who));
    if (!fileFirst) {
      file(body, file);
    }
    body.writeBytes(Bytes.utf8("--" + BOUNDARY + "--\r\n"));
    return WireRequest.of("POST", "/" + bucket)
        .add("content-type", "multipart/form-data; boundary=" + BOUNDARY)
        .withBody(body.toByteArray());
  }

  private void signature(ByteArrayOutputStream body, Signer signer) {
    Map<String, String> claims =
        Map.of(
            "x-amz-algorithm",
            Signer.ALGORITHM,
            "x-amz-credential",
            signer.accessKeyId() + '/' + signer.scope(),
            "x-amz-date",
            signer.time());
    List<String> all = new ArrayList<>(conditions);
    all.add("{\"bucket\":\"%s\"}".formatted(bucket));
    claims.forEach((name, value) -> all.add("{\"%s\":\"%s\"}".formatted(name, value)));
    fields.forEach((name, value) -> {
      if (!uncovered.contains(name)) {
        all.add("[\"starts-with\",\"$%s\",\"\"]".formatted(name));
      }
    });
    String policy =
        "{\"expiration\":\"%s\",\"conditions\":[%s]}"
            .formatted(
                signer.at().plus(lifetime).truncatedTo(ChronoUnit.SECONDS), String.join(",", all));
    String coded = Base64.getEncoder().encodeToString(Bytes.utf8(policy));
    claims.forEach((name, value) -> field(body, name, value));
    field(body, "policy", coded);
    String signature = signer.signatureOf(coded);
    field(body, "x-amz-signature", wrongSignature ? reversed(signature) : signature);
  }

  private static String reversed(String text) {
    return new StringBuilder(text).reverse().toString();
  }

  private static void field(ByteArrayOutputStream body, String name, String value) {
    body.writeBytes(
        Bytes.utf8(
            "--%s\r\nContent-Disposition: form-data; name=\"%s\"\r\n\r\n%s\r\n"
                .formatted(BOUNDARY, name, value)));
  }

  private static void file(ByteArrayOutputStream body, byte[] file) {
    body.writeBytes(
        Bytes.utf8(
            "--%s\r\nContent-Disposition: form-data; name=\"file\"; filename=\"up.txt\"\r\n"
                .formatted(BOUNDARY)));
    body.writeBytes(Bytes.utf8("Content-Type: text/plain\r\n\r\n"));
    body.writeBytes(file);
    body.writeBytes(Bytes.utf8("\r\n"));
  }
}
