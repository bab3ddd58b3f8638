package io.bytebucket.s3.auth;

import io.bytebucket.s3.body.ChunkVerifier;
import io.bytebucket.s3.body.Sha256;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Locale;
import javax.crypto.Mac;

/**
 * Checks the signatures inside a body. The signature of each chunk covers the signature before it,
 * and that of the first chunk covers the signature of the request. Used by one thread.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/API/sigv4-streaming.html">Transferring
 *     Payload in Multiple Chunks</a>
 */
final class ChunkSignatures implements ChunkVerifier {
  private static final HexFormat HEX = HexFormat.of();

  private final SignatureClaim claim;
  private final Mac mac;
  private final MessageDigest digest = Sha256.start();
  private String previous;

  /**
   * @param claim the claim of the request, whose signature has proved right
   * @param key the key that signed the request
   */
  ChunkSignatures(SignatureClaim claim, SigningKey key) {
    this.claim = claim;
    this.mac = key.newMac();
    this.previous = claim.signature().toLowerCase(Locale.ROOT);
  }

  @Override
  public void update(byte[] bytes, int offset, int length) {
    digest.update(bytes, offset, length);
  }

  @Override
  public void requireChunk(String signature) {
    String data = HEX.formatHex(digest.digest());
    require(signature, prefix("PAYLOAD") + Sha256.OF_NOTHING + '\n' + data);
  }

  @Override
  public void requireTrailers(String signature, String canonicalTrailers) {
    require(signature, prefix("TRAILER") + Sha256.hex(Sha256.bytes(canonicalTrailers)));
  }

  private String prefix(String part) {
    return SignatureClaim.ALGORITHM
        + '-'
        + part
        + '\n'
        + claim.time().text()
        + '\n'
        + claim.scope().text()
        + '\n'
        + previous
        + '\n';
  }

  private void require(String signature, String stringToSign) {
    byte[] computed = mac.doFinal(Sha256.bytes(stringToSign));
    byte[] provided = Sha256.parse(signature).orElseGet(() -> new byte[0]);
    if (!MessageDigest.isEqual(computed, provided)) {
      throw SignatureMismatch.ofBody(claim, signature, stringToSign);
    }
    previous = HEX.formatHex(computed);
  }
}
