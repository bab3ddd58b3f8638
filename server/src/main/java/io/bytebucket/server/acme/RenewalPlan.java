package io.bytebucket.server.acme;

import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;

/** When a certificate is asked for. Immutable. */
record RenewalPlan(List<String> names, RandomGenerator random) {
  /** A certificate is renewed when this part of its time is left. */
  private static final int PART_LEFT = 3;

  /** So that servers that began together do not ask together: up to this part of its time. */
  private static final int PART_SPREAD = 24;

  private static final Duration FIRST_PAUSE = Duration.ofMinutes(1);
  private static final Duration LONGEST_PAUSE = Duration.ofHours(12);

  /** An ACME server that says for how long it wants nothing to hear is heeded for so long. */
  private static final Duration LONGEST_TOLD_PAUSE = Duration.ofDays(1);

  private static final double SPREAD = 0.25;
  private static final int DNS_NAME = 2;

  /** When the next one is due: at once where there is none, or it is not for the names. */
  Instant due(Optional<X509Certificate> kept) {
    if (kept.filter(this::isForNames).isEmpty()) {
      return Instant.EPOCH;
    }
    Instant end = kept.get().getNotAfter().toInstant();
    Duration whole = Duration.between(kept.get().getNotBefore().toInstant(), end);
    return end.minus(whole.dividedBy(PART_LEFT))
        .plus(parted(whole.dividedBy(PART_SPREAD), random.nextDouble()));
  }

  private boolean isForNames(X509Certificate certificate) {
    try {
      List<String> ofCertificate =
          Optional.ofNullable(certificate.getSubjectAlternativeNames()).orElse(List.of()).stream()
              .filter(name -> name.getFirst().equals(DNS_NAME))
              .map(name -> String.valueOf(name.getLast()))
              .toList();
      return ofCertificate.containsAll(names);
    } catch (CertificateParsingException e) {
      return false;
    }
  }

  /**
   * How long to wait after so many failures in a row.
   *
   * @param failures 1 or more
   * @param told for how long the ACME server wants nothing to hear
   */
  Duration pause(int failures, Optional<Duration> told) {
    int doublings = Math.min(failures - 1, 10);
    Duration grown = FIRST_PAUSE.multipliedBy(1L << doublings);
    Duration bounded = grown.compareTo(LONGEST_PAUSE) < 0 ? grown : LONGEST_PAUSE;
    Duration own = parted(bounded, 1 - SPREAD + 2 * SPREAD * random.nextDouble());
    return told.map(asked -> asked.compareTo(LONGEST_TOLD_PAUSE) < 0 ? asked : LONGEST_TOLD_PAUSE)
        .filter(asked -> asked.compareTo(own) > 0)
        .orElse(own);
  }

  private static Duration parted(Duration duration, double part) {
    return Duration.ofMillis(Math.round(duration.toMillis() * part));
  }
}
