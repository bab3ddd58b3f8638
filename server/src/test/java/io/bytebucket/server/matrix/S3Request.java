package io.bytebucket.server.matrix;

import io.bytebucket.testkit.RawRequest;
import io.bytebucket.testkit.SigV4Signer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;

/** The requests of rows of S3, and what proves who sends them. */
final class S3Request {
  private static final String BOUNDARY = "boundary";
  private static final String TAGS =
      "<Tagging><TagSet><Tag><Key>k</Key><Value>v</Value></Tag></TagSet></Tagging>";

  private S3Request() {}

  private static String body(String name, BucketState state) {
    return switch (name) {
      case "text" -> "text";
      case "tags" -> TAGS;
      case "policy" -> state.policy();
      case "block" -> state.block();
      case "versioning" ->
          "<VersioningConfiguration><Status>Suspended</Status></VersioningConfiguration>";
      case "ownership" ->
          "<OwnershipControls><Rule><ObjectOwnership>BucketOwnerPreferred</ObjectOwnership></Rule>"
              + "</OwnershipControls>";
      case "cors" ->
          "<CORSConfiguration><CORSRule><AllowedOrigin>*</AllowedOrigin>"
              + "<AllowedMethod>GET</AllowedMethod></CORSRule></CORSConfiguration>";
      case "delete" -> "<Delete><Object><Key>gone</Key></Object></Delete>";
      case "deleteVersion" ->
          "<Delete><Object><Key>gone</Key><VersionId>null</VersionId></Object></Delete>";
      case "complete" ->
          "<CompleteMultipartUpload><Part><PartNumber>1</PartNumber>"
              + "<ETag>00000000000000000000000000000000</ETag></Part></CompleteMultipartUpload>";
      default -> throw new IllegalArgumentException(name);
    };
  }

  /** The request of a row, which nobody has signed. */
  static RawRequest of(Row row, BucketState state, World world) {
    RawRequest request = RawRequest.of(row.method(), filled(row.target(), state, world));
    for (String word : row.rest().isEmpty() ? new String[0] : row.rest().split(" ")) {
      int at = word.indexOf('=');
      request =
          word.startsWith("@")
              ? request.withBody(body(word.substring(1), state))
              : request.add(word.substring(0, at), filled(word.substring(at + 1), state, world));
    }
    if (row.has("*")) {
      request = request.add("content-md5", md5(request.body()));
    }
    return World.complete(request);
  }

  private static String filled(String text, BucketState state, World world) {
    return text.replace("{b}", state.bucket())
        .replace("{u}", world.upload(state, "u"))
        .replace("{x}", world.upload(state, "x"))
        .replace("{bucketAcl}", state.bucketAcl())
        .replace("{objectAcl}", state.objectAcl());
  }

  private static String md5(byte[] body) {
    try {
      return Base64.getEncoder().encodeToString(MessageDigest.getInstance("MD5").digest(body));
    } catch (NoSuchAlgorithmException everyJdkHasIt) {
      throw new IllegalStateException(everyJdkHasIt);
    }
  }

  /** The form of a row, signed by somebody, or by nobody. */
  static RawRequest form(Row row, Person person, BucketState state, Instant now) {
    Map<String, String> fields = new LinkedHashMap<>();
    fields.put("key", "posted");
    if (!row.rest().isEmpty()) {
      String[] field = row.rest().split("=", 2);
      fields.put(
          field[0], field[1].startsWith("@") ? body(field[1].substring(1), state) : field[1]);
    }
    if (person.isSigned()) {
      sign(fields, person, state, now);
    }
    return asForm(RawRequest.of("POST", "/" + state.bucket()), fields);
  }

  /** A request of another row, with the fields of a signed form for a body. */
  static RawRequest withForm(RawRequest request, Person person, BucketState state, Instant now) {
    Map<String, String> fields = new LinkedHashMap<>();
    fields.put("key", "posted");
    sign(fields, person, state, now);
    return asForm(request.remove("host").remove("content-length").remove("content-md5"), fields);
  }

  private static RawRequest asForm(RawRequest request, Map<String, String> fields) {
    StringBuilder body = new StringBuilder();
    fields.forEach((name, value) -> part(body, name, value));
    part(body, "file\"; filename=\"file", "text");
    return World.complete(
        request
            .set("content-type", "multipart/form-data; boundary=" + BOUNDARY)
            .withBody(body.append("--" + BOUNDARY + "--\r\n").toString()));
  }

  private static void part(StringBuilder body, String name, String value) {
    body.append("--" + BOUNDARY + "\r\nContent-Disposition: form-data; name=\"")
        .append(name)
        .append("\"\r\n\r\n")
        .append(value)
        .append("\r\n");
  }

  private static void sign(
      Map<String, String> fields, Person person, BucketState state, Instant now) {
    SigV4Signer signer = World.signer(person);
    fields.putAll(signer.formFields(now));
    StringBuilder policy =
        new StringBuilder("{\"expiration\":\"" + now.plus(Duration.ofMinutes(5)))
            .append("\",\"conditions\":[{\"bucket\":\"" + state.bucket() + "\"}");
    fields.forEach((name, value) ->
        policy.append(",{\"" + name + "\":\"" + value.replace("\"", "\\\"") + "\"}"));
    String base64 =
        Base64.getEncoder()
            .encodeToString(policy.append("]}").toString().getBytes(StandardCharsets.UTF_8));
    fields.put("policy", base64);
    fields.put("x-amz-signature", signer.signPolicy(base64, now));
  }
}
