package io.bytebucket.s3.auth;

import static io.bytebucket.s3.auth.AuthFixture.KEY;
import static io.bytebucket.s3.auth.AuthFixture.NOW;
import static io.bytebucket.s3.auth.AuthFixture.SIGNER;
import static org.assertj.core.api.Assertions.assertThat;

import io.bytebucket.http.Headers;
import io.bytebucket.http.Query;
import io.bytebucket.s3.error.S3Exception;
import io.bytebucket.testkit.AwsChunked;
import io.bytebucket.testkit.RawRequest;
import io.bytebucket.testkit.SigV4Signer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Random;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/** Random requests verify; the same requests with one byte changed do not. */
class SignaturePropertyTest {
  private static final int REQUESTS = 200;
  private static final int CHANGES_EACH = 10;
  private static final String ALPHABET =
      "abzAZ09-._~ +%/&=?#!*'()[]{}@:$,;<>^|\\\"\u0001ü中\uD83D\uDE00";

  private final AuthFixture server = AuthFixture.atNow();
  private final long seed = Long.getLong("bytebucket.seed", 20_130_524L);
  private final Random random = new Random(seed);

  @Test
  void everySignedRequestVerifies() throws IOException {
    for (int i = 0; i < REQUESTS; i++) {
      Sent sent = randomSent();
      assertThat(server.read(sent.request))
          .as("seed %d, %s", seed, sent.request)
          .isEqualTo(sent.plain.body());
      assertThat(server.authenticate(sent.request).accessKeyId()).contains(KEY);
    }
  }

  @Test
  void everyChangedByteIsRefused() {
    for (int i = 0; i < REQUESTS; i++) {
      Sent sent = randomSent();
      for (int change = 0; change < CHANGES_EACH; change++) {
        RawRequest changed = changeOneByte(sent);
        assertThat(isRefused(changed))
            .as("seed %d, from %s to %s", seed, sent.request, changed)
            .isTrue();
      }
    }
  }

  /** A request as meant and as sent. */
  private record Sent(RawRequest plain, RawRequest request, boolean bodyIsSigned) {}

  private Sent randomSent() {
    byte[] data = new byte[random.nextInt(3) * random.nextInt(20_000)];
    random.nextBytes(data);
    RawRequest request =
        RawRequest.of(pick("GET", "PUT", "POST", "DELETE", "HEAD"), randomTarget())
            .add("host", pick("127.0.0.1:9000", "bucket.s3.example.com", "localhost"))
            .withBody(data);
    for (int i = random.nextInt(4); i > 0; i--) {
      request = request.add("x-amz-meta-" + random.nextInt(3), randomValue());
    }
    AwsChunked.Form form = pick(AwsChunked.Form.values());
    AwsChunked chunked = AwsChunked.of(form).withChunkBytes(8_192);
    if (form == AwsChunked.Form.SIGNED_TRAILER) {
      chunked = chunked.withTrailer("x-amz-checksum-crc32", "AAAAAA==");
    }
    boolean chunksSigned = form != AwsChunked.Form.UNSIGNED_TRAILER;
    return switch (random.nextInt(5)) {
      case 0 -> new Sent(request, SIGNER.sign(request, NOW), true);
      case 1 -> {
        String unsigned = SigV4Signer.UNSIGNED_PAYLOAD;
        yield new Sent(request, SIGNER.sign(request, NOW, unsigned), false);
      }
      case 2 -> new Sent(request, SIGNER.presign(request, NOW, 60), false);
      case 3 -> new Sent(request, SIGNER.signChunked(request, NOW, chunked), chunksSigned);
      default -> {
        RawRequest presigned = SIGNER.presignChunked(request, NOW, 60, chunked);
        yield new Sent(request, presigned, chunksSigned);
      }
    };
  }

  private RawRequest changeOneByte(Sent sent) {
    RawRequest request = sent.request;
    return switch (random.nextInt(sent.bodyIsSigned && sent.plain.body().length > 300 ? 4 : 3)) {
      case 0 -> request.withPath(changed(request.path(), CanonicalPath::of));
      case 1 ->
          request.query().isEmpty()
              ? request.withQuery("a")
              : request.withQuery(changed(request.query(), SignaturePropertyTest::canonicalQuery));
      case 2 -> withChangedHeader(sent);
      default -> {
        byte[] body = request.body();
        // Inside the data of the first chunk, if there are chunks.
        body[200 + random.nextInt(50)] ^= (byte) (1 << random.nextInt(8));
        yield request.withBody(body);
      }
    };
  }

  /** Changes a character so that not only the encoding differs. */
  private String changed(String text, UnaryOperator<String> canonical) {
    String before = canonical.apply(text);
    while (true) {
      int at = random.nextInt(text.length());
      char other = (char) ('!' + random.nextInt('~' - '!'));
      String after = text.substring(0, at) + other + text.substring(at + 1);
      if (!after.startsWith("/") && text.startsWith("/")) {
        continue;
      }
      try {
        if (!canonical.apply(after).equals(before)) {
          return after;
        }
      } catch (S3Exception | IllegalArgumentException notDecodable) {
        // Would be refused long before a signature is looked at.
      }
    }
  }

  private static String canonicalQuery(String raw) {
    Query query = Query.parse(raw).orElseThrow(IllegalArgumentException::new);
    StringBuilder signatures = new StringBuilder(CanonicalQuery.of(query));
    query.parameters().stream()
        .filter(parameter -> parameter.name().equals("X-Amz-Signature"))
        .forEach(parameter -> signatures.append(parameter.value().toLowerCase(Locale.ROOT)));
    return signatures.toString();
  }

  private RawRequest withChangedHeader(Sent sent) {
    int which = random.nextInt(sent.plain.headers().size());
    Headers.Builder headers = Headers.builder();
    int[] index = {0};
    sent.request
        .headers()
        .forEach((name, value) -> {
          boolean hit = index[0]++ == which;
          headers.add(name, hit ? value.strip() + random.nextInt(10) : value);
        });
    return sent.request.withHeaders(headers.build());
  }

  private boolean isRefused(RawRequest request) {
    try {
      server.read(request);
      return false;
    } catch (S3Exception refused) {
      return true;
    } catch (IOException impossible) {
      throw new AssertionError("of bytes in memory", impossible);
    }
  }

  private String randomTarget() {
    StringBuilder target = new StringBuilder("/bucket");
    for (int i = random.nextInt(4); i > 0; i--) {
      target.append('/').append(spelled(randomText()));
    }
    for (int i = random.nextInt(4), first = i; i > 0; i--) {
      target.append(i == first ? '?' : '&').append(spelled(randomText()));
      if (random.nextBoolean()) {
        target.append('=').append(spelled(randomText()));
      }
    }
    return target.toString();
  }

  /** Some clients write escapes in lower case, and escape what need not be. */
  private String spelled(String text) {
    StringBuilder out = new StringBuilder();
    for (byte b : text.getBytes(StandardCharsets.UTF_8)) {
      char c = (char) (b & 0xFF);
      boolean plain = c < 0x80 && (Character.isLetterOrDigit(c) || "-._~".indexOf(c) >= 0);
      if (plain && random.nextInt(10) > 0) {
        out.append(c);
      } else {
        out.append(String.format(random.nextBoolean() ? "%%%02X" : "%%%02x", (int) c));
      }
    }
    return out.toString();
  }

  private String randomText() {
    int[] characters = ALPHABET.codePoints().toArray();
    StringBuilder text = new StringBuilder();
    for (int i = 1 + random.nextInt(6); i > 0; i--) {
      text.appendCodePoint(characters[random.nextInt(characters.length)]);
    }
    return text.toString();
  }

  private String randomValue() {
    return pick("", " ") + "v" + pick(" ", "   ", ", ") + pick("1", "ü", "=") + pick("", "  ");
  }

  @SafeVarargs
  private <T> T pick(T... choices) {
    return choices[random.nextInt(choices.length)];
  }
}
