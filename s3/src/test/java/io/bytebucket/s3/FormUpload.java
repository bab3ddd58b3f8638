package io.bytebucket.s3;

import static io.bytebucket.s3.S3Fixture.BUCKET;

import io.bytebucket.testkit.RawRequest;
import io.bytebucket.testkit.SigV4Signer;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * An upload by an HTML form, as a browser sends it. Its policy is made on the way. For one thread.
 */
public final class FormUpload {
  public static final String BOUNDARY = "----WebKitFormBoundary7MA4YWxkTrZu0gW";

  private final Map<String, String> fields = new LinkedHashMap<>();
  private final List<String> conditions = new ArrayList<>();
  private String expiration = S3Fixture.NOW.plus(Duration.ofMinutes(5)).toString();
  private String target = "/" + BUCKET;
  private String host = "localhost:9000";
  private Optional<String> fileName = Optional.of("photo.jpg");
  private byte[] file = "hello".getBytes(StandardCharsets.UTF_8);

  private FormUpload() {}

  /** A form with a key, and a policy for that key in the fixture's bucket. */
  public static FormUpload of(String key) {
    return empty().condition("{\"bucket\": \"" + BUCKET + "\"}").field("key", key);
  }

  /** A form without fields and with a policy without conditions. */
  public static FormUpload empty() {
    return new FormUpload();
  }

  /** Adds a field, and the condition that it is so. */
  public FormUpload field(String name, String value) {
    return uncovered(name, value).condition("{\"" + name + "\": \"" + json(value) + "\"}");
  }

  private static String json(String value) {
    return value.replace("\\", "\\\\").replace("\"", "\\\"");
  }

  /** Adds a field that no condition of its own allows. */
  public FormUpload uncovered(String name, String value) {
    fields.put(name, value);
    return this;
  }

  /** Adds a condition, in JSON. */
  public FormUpload condition(String condition) {
    conditions.add(condition);
    return this;
  }

  public FormUpload expiration(String text) {
    expiration = text;
    return this;
  }

  public FormUpload to(String otherTarget, String otherHost) {
    target = otherTarget;
    host = otherHost;
    return this;
  }

  public FormUpload fileName(String name) {
    fileName = Optional.of(name);
    return this;
  }

  /** Sends the file as a plain field, without a name. */
  public FormUpload withoutFileName() {
    fileName = Optional.empty();
    return this;
  }

  public FormUpload file(String content) {
    return file(content.getBytes(StandardCharsets.UTF_8));
  }

  public FormUpload file(byte[] content) {
    file = content.clone();
    return this;
  }

  /** The form without a policy. */
  public RawRequest anonymous() {
    return request(fields);
  }

  /** The form with its policy, signed by the user who may do everything. */
  public RawRequest signed() {
    return signedBy(TestUsers.OWNER);
  }

  /** The form with its policy, signed by that user. */
  public RawRequest signedBy(String accessKeyId) {
    return signedBy(S3Fixture.signer(accessKeyId), policy(conditionsFor(accessKeyId)));
  }

  /** The form with another policy. */
  public RawRequest signedWith(String policy) {
    return signedBy(S3Fixture.signer(TestUsers.OWNER), policy);
  }

  /** The form signed, and then with a field put in place of another of its name. */
  public RawRequest signedThen(String name, String value) {
    Map<String, String> changed =
        signedFields(S3Fixture.signer(TestUsers.OWNER), policy(conditionsFor(TestUsers.OWNER)));
    changed.put(name, value);
    return request(changed);
  }

  /** The form signed, and then without that field. */
  public RawRequest signedWithout(String name) {
    Map<String, String> changed =
        signedFields(S3Fixture.signer(TestUsers.OWNER), policy(conditionsFor(TestUsers.OWNER)));
    changed.remove(name);
    return request(changed);
  }

  private RawRequest signedBy(SigV4Signer signer, String policy) {
    return request(signedFields(signer, policy));
  }

  private static List<String> authConditions(String accessKeyId) {
    List<String> found = new ArrayList<>();
    S3Fixture.signer(accessKeyId)
        .formFields(S3Fixture.NOW)
        .forEach((name, value) -> found.add("{\"" + name + "\": \"" + value + "\"}"));
    return found;
  }

  private List<String> conditionsFor(String accessKeyId) {
    List<String> all = new ArrayList<>(conditions);
    all.addAll(authConditions(accessKeyId));
    return all;
  }

  private String policy(List<String> all) {
    return "{\"expiration\": \""
        + expiration
        + "\", \"conditions\": ["
        + String.join(", ", all)
        + "]}";
  }

  private Map<String, String> signedFields(SigV4Signer signer, String policy) {
    Instant at = S3Fixture.NOW;
    String base64 = Base64.getEncoder().encodeToString(policy.getBytes(StandardCharsets.UTF_8));
    Map<String, String> all = new LinkedHashMap<>(fields);
    all.putAll(signer.formFields(at));
    all.put("policy", base64);
    all.put("x-amz-signature", signer.signPolicy(base64, at));
    return all;
  }

  private RawRequest request(Map<String, String> all) {
    return send(target, host, multipart(all));
  }

  /** A request with a body in the form's boundary. */
  public static RawRequest send(String target, String host, byte[] body) {
    return S3Fixture.request(
            "POST",
            target,
            "host",
            host,
            "content-type",
            "multipart/form-data; boundary=" + BOUNDARY)
        .withBody(body)
        .sized();
  }

  private byte[] multipart(Map<String, String> all) {
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    all.forEach((name, value) ->
        text(
            body,
            "--"
                + BOUNDARY
                + "\r\nContent-Disposition: form-data; name=\""
                + name
                + "\"\r\n\r\n"
                + value
                + "\r\n"));
    text(
        body,
        "--"
            + BOUNDARY
            + "\r\nContent-Disposition: form-data; name=\"file\""
            + fileName.map(name -> "; filename=\"" + name + "\"").orElse("")
            + "\r\nContent-Type: image/jpeg\r\n\r\n");
    body.writeBytes(file);
    text(body, "\r\n--" + BOUNDARY + "--\r\n");
    return body.toByteArray();
  }

  private static void text(ByteArrayOutputStream body, String text) {
    body.writeBytes(text.getBytes(StandardCharsets.UTF_8));
  }
}
