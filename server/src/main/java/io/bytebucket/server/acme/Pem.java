package io.bytebucket.server.acme;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Writes certificates and keys as text. */
final class Pem {
  private static final String PRIVATE = "PRIVATE KEY";
  private static final String PUBLIC = "PUBLIC KEY";
  private static final int LINE_CHARS = 64;
  private static final Base64.Encoder LINES =
      Base64.getMimeEncoder(LINE_CHARS, "\n".getBytes(StandardCharsets.US_ASCII));

  private Pem() {}

  /** The certificates in their order, and after them the key of the first. */
  static String of(List<X509Certificate> chain, Key key) {
    StringBuilder text = new StringBuilder();
    try {
      for (X509Certificate certificate : chain) {
        append("CERTIFICATE", certificate.getEncoded(), text);
      }
    } catch (CertificateEncodingException impossible) {
      throw new IllegalStateException("A certificate that was read has no form", impossible);
    }
    append(PRIVATE, key.getEncoded(), text);
    return text.toString();
  }

  /** A pair of keys. */
  static String of(KeyPair pair) {
    StringBuilder text = new StringBuilder();
    append(PRIVATE, pair.getPrivate().getEncoded(), text);
    append(PUBLIC, pair.getPublic().getEncoded(), text);
    return text.toString();
  }

  /**
   * A pair of keys of elliptic curves that {@link #of(KeyPair)} wrote.
   *
   * @throws IOException when it is none
   */
  static KeyPair pair(String pem) throws IOException {
    try {
      KeyFactory keys = KeyFactory.getInstance("EC");
      return new KeyPair(
          keys.generatePublic(new X509EncodedKeySpec(content(PUBLIC, pem))),
          keys.generatePrivate(new PKCS8EncodedKeySpec(content(PRIVATE, pem))));
    } catch (GeneralSecurityException | IllegalArgumentException damaged) {
      throw new IOException("the file of the account's key is damaged", damaged);
    }
  }

  private static byte[] content(String kind, String pem) throws IOException {
    Matcher matcher =
        Pattern.compile("-----BEGIN %1$s-----([^-]*)-----END %1$s-----".formatted(kind))
            .matcher(pem);
    if (!matcher.find()) {
      throw new IOException("the file of the account's key has no " + kind);
    }
    return Base64.getMimeDecoder().decode(matcher.group(1));
  }

  private static void append(String kind, byte[] content, StringBuilder text) {
    text.append("-----BEGIN ").append(kind).append("-----\n");
    text.append(LINES.encodeToString(content)).append("\n");
    text.append("-----END ").append(kind).append("-----\n");
  }
}
