package io.bytebucket.server.acme;

import java.io.IOException;

/** Gives certificates. */
interface Issuer {
  /**
   * Has a certificate issued, which may take minutes, and no more than {@link
   * AcmeIssuer#WHOLE_LIMIT}.
   *
   * @return the certificate, those that lead to its root, and its key, in PEM
   * @throws NotIssuedException when it is not issued
   * @throws IOException when a file cannot be read or written
   */
  String issue() throws NotIssuedException, IOException, InterruptedException;
}
