package io.bytebucket.selftest;

import io.bytebucket.selftest.wire.Bytes;
import io.bytebucket.selftest.wire.Signer;
import io.bytebucket.selftest.wire.WireAnswer;
import io.bytebucket.selftest.wire.WireConnection;
import io.bytebucket.selftest.wire.WireRequest;
import java.io.IOException;
import java.time.Clock;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Sends what a table asks for, signed as it says. For one thread. */
final class Exchange {
  /** What only a request with such a parameter has as its body, and S3 wants a checksum of. */
  private static final Pattern SETTING =
      Pattern.compile(
          "(?:.*&)?(?:delete|cors|tagging|versioning|policy|acl|ownershipControls"
              + "|publicAccessBlock)(?:[=&].*)?");

  private static final String WRONG = "x".repeat(40);

  private final WireConnection connection;
  private final Target target;
  private final Clock clock;

  Exchange(WireConnection connection, Target target, Clock clock) {
    this.connection = connection;
    this.target = target;
    this.clock = clock;
  }

  /** Sends a request that the table writes so, and reads the answer. */
  WireAnswer send(String text) throws IOException {
    return connection.send(request(Asked.of(text)));
  }

  private WireRequest request(Asked asked) {
    if (asked.method().equals("FORM")) {
      Optional<Signer> signer = asked.isAnonymous() ? Optional.empty() : Optional.of(signer(asked));
      return addressed(asked.form().request(asked.body(), signer)).sized();
    }
    WireRequest request =
        addressed(WireRequest.of(asked.method(), asked.target())).withBody(asked.body());
    for (Asked.Field field : asked.headers()) {
      request = request.add(field.name(), field.value());
    }
    if (asked.option("md5").isEmpty()
        && request.bodyBytes() > 0
        && SETTING.matcher(request.query()).matches()) {
      request = request.add("content-md5", Bytes.md5Base64(asked.body()));
    }
    WireRequest whole = asked.option("length").isPresent() ? request : request.sized();
    WireRequest signed =
        signed(asked.option("signedAs").map(whole::withMethod).orElse(whole), asked)
            .withMethod(asked.method());
    for (Asked.Field late : asked.late()) {
      signed = signed.set(late.name(), late.value());
    }
    return asked.option("lateQuery").map(signed::addQuery).orElse(signed);
  }

  private WireRequest addressed(WireRequest request) {
    return request.add("host", target.endpoint().hostHeader());
  }

  private WireRequest signed(WireRequest request, Asked asked) {
    if (asked.isAnonymous()) {
      return request;
    }
    Signer signer = signer(asked);
    Optional<String> expires = asked.option("link");
    if (expires.isPresent()) {
      return signer.presign(request, Long.parseLong(expires.get()));
    }
    if (asked.option("chunked").isPresent()) {
      return asked.chunks().sign(request, signer);
    }
    String hash = asked.option("payload").orElseGet(() -> Bytes.sha256(asked.body()));
    return signer.sign(request, hash);
  }

  private Signer signer(Asked asked) {
    String who = asked.option("as").orElse("");
    return new Signer(
        who.equals("stranger") ? "AKIASELFTESTNOBODY00" : target.accessKeyId(),
        who.equals("liar") ? WRONG : target.secretAccessKey(),
        asked.option("region").orElse(target.region()),
        asked.option("service").orElse("s3"),
        clock.instant().plusSeconds(Long.parseLong(asked.option("later").orElse("0"))),
        asked
            .option("unsigned")
            .map(names -> Set.copyOf(Arrays.asList(names.split(",", -1))))
            .orElse(Set.of()));
  }
}
