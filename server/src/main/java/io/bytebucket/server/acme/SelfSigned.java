package io.bytebucket.server.acme;

import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.cert.CertIOException;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/** A certificate that no client believes: so that TLS is spoken before there is one they do. */
final class SelfSigned {
  private static final Duration VALIDITY = Duration.ofDays(3_650);
  private static final X500Name NAME = new X500Name("CN=ByteBucket has no certificate yet");

  private SelfSigned() {}

  /** One for those names, and its key, in PEM. */
  static String make(List<String> names, Instant now) {
    try {
      KeyPairGenerator keys = KeyPairGenerator.getInstance("EC");
      keys.initialize(256);
      KeyPair pair = keys.generateKeyPair();
      JcaX509v3CertificateBuilder builder =
          new JcaX509v3CertificateBuilder(
              NAME,
              BigInteger.valueOf(now.toEpochMilli()),
              Date.from(now),
              Date.from(now.plus(VALIDITY)),
              NAME,
              pair.getPublic());
      GeneralName[] all =
          names.stream()
              .map(name -> new GeneralName(GeneralName.dNSName, name))
              .toArray(GeneralName[]::new);
      builder.addExtension(Extension.subjectAlternativeName, false, new GeneralNames(all));
      return Pem.of(
          List.of(
              new JcaX509CertificateConverter()
                  .getCertificate(
                      builder.build(
                          new JcaContentSignerBuilder("SHA256withECDSA")
                              .build(pair.getPrivate())))),
          pair.getPrivate());
    } catch (GeneralSecurityException | OperatorCreationException | CertIOException impossible) {
      throw new IllegalStateException("A certificate could not be made", impossible);
    }
  }
}
