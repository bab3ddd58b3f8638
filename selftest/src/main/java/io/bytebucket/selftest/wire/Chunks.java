package io.bytebucket.selftest.wire;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;

/**
 * Sends a body in the coding {@code aws-chunked}, right or wrong. Immutable.
 *
 * @param form which parts are signed
 * @param chunkBytes the length of each chunk but the last
 * @param trailers the headers after the last chunk, in order
 * @param breakages what to do wrong
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/API/sigv4-streaming.html">Signature
 *     Calculations: Transferring Payload in Multiple Chunks</a>
 */
public record Chunks(
    Form form, int chunkBytes, Map<String, String> trailers, Set<Breakage> breakages) {
  private static final String NOTHING = Bytes.sha256(new byte[0]);

  /** Which parts of the body are signed. */
  public enum Form {
    /** Chunks with signatures. */
    SIGNED("STREAMING-AWS4-HMAC-SHA256-PAYLOAD"),
    /** Chunks and trailers with signatures. */
    SIGNED_TRAILER("STREAMING-AWS4-HMAC-SHA256-PAYLOAD-TRAILER"),
    /** Chunks and trailers without. */
    UNSIGNED_TRAILER("STREAMING-UNSIGNED-PAYLOAD-TRAILER");

    private final String payloadHash;

    Form(String payloadHash) {
      this.payloadHash = payloadHash;
    }
  }

  /** One thing done wrong on purpose. */
  public enum Breakage {
    /** The first chunk's signature is another. */
    CHUNK_SIGNATURE,
    /** The trailers' signature is another. */
    TRAILER_SIGNATURE,
    /** The body ends before the empty chunk. */
    CUT,
    /** The decoded length is declared one byte too long. */
    LENGTH
  }

  /** The request, signed, with its body in chunks. */
  public WireRequest sign(WireRequest request, Signer signer) {
    byte[] data = request.body();
    int length = data.length + (breakages.contains(Breakage.LENGTH) ? 1 : 0);
    WireRequest declared = request.set("x-amz-decoded-content-length", Integer.toString(length));
    if (!declared.headers().contains("content-encoding")) {
      declared = declared.set("content-encoding", "aws-chunked");
    }
    if (!trailers.isEmpty()) {
      declared = declared.set("x-amz-trailer", String.join(",", trailers.keySet()));
    }
    WireRequest signed = signer.sign(declared, form.payloadHash);
    String authorization = signed.header("authorization");
    String seed = authorization.substring(authorization.lastIndexOf('=') + 1);
    byte[] coded = new Coder(signer, seed).code(data);
    return signed.withBody(coded).set("content-length", Integer.toString(coded.length));
  }

  /** The parts of one body; the signature of each covers the one before it. */
  private final class Coder {
    private final Signer signer;
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private String previous;

    private Coder(Signer signer, String seed) {
      this.signer = signer;
      this.previous = seed;
    }

    private byte[] code(byte[] data) {
      for (int start = 0; start < data.length; start += chunkBytes) {
        chunk(
            Arrays.copyOfRange(data, start, Math.min(data.length, start + chunkBytes)), start == 0);
        text("\r\n");
      }
      if (!breakages.contains(Breakage.CUT)) {
        chunk(new byte[0], false);
        if (form != Form.SIGNED) {
          trailers();
        }
        text("\r\n");
      }
      return out.toByteArray();
    }

    private void chunk(byte[] data, boolean isFirst) {
      text(Integer.toHexString(data.length));
      if (form != Form.UNSIGNED_TRAILER) {
        String signature = sign("PAYLOAD", NOTHING + '\n' + Bytes.sha256(data));
        boolean isWrong = isFirst && breakages.contains(Breakage.CHUNK_SIGNATURE);
        text(";chunk-signature=" + (isWrong ? other(signature) : signature));
      }
      text("\r\n");
      out.writeBytes(data);
    }

    private void trailers() {
      StringBuilder canonical = new StringBuilder();
      trailers.forEach((name, value) -> {
        text(name + ':' + value + "\r\n");
        canonical.append(name).append(':').append(value).append('\n');
      });
      if (form == Form.SIGNED_TRAILER) {
        String signature = sign("TRAILER", Bytes.sha256(Bytes.utf8(canonical.toString())));
        boolean isWrong = breakages.contains(Breakage.TRAILER_SIGNATURE);
        text("x-amz-trailer-signature:" + (isWrong ? other(signature) : signature) + "\r\n");
      }
    }

    private String sign(String part, String rest) {
      String head = Signer.ALGORITHM + '-' + part + '\n' + signer.time() + '\n' + signer.scope();
      previous = signer.signatureOf(head + '\n' + previous + '\n' + rest);
      return previous;
    }

    private void text(String text) {
      out.writeBytes(Bytes.utf8(text));
    }
  }

  private static String other(String signature) {
    return (signature.charAt(0) == '0' ? '1' : '0') + signature.substring(1);
  }
}
