package io.bytebucket.testkit;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * How to send a body in {@code aws-chunked} coding, and what to do wrong. Immutable.
 *
 * @param form which parts are signed
 * @param chunkBytes the length of each chunk but the last
 * @param trailers the headers after the last chunk, in order
 * @param breakages what to do wrong
 */
public record AwsChunked(
    Form form, int chunkBytes, Map<String, String> trailers, Set<Breakage> breakages) {

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

    /** What {@code x-amz-content-sha256} says. */
    public String payloadHash() {
      return payloadHash;
    }
  }

  /** One thing done wrong on purpose. */
  public enum Breakage {
    /** The first chunk's signature is another. */
    FIRST_CHUNK_SIGNATURE,
    /** The signature of the empty chunk at the end is another. */
    FINAL_CHUNK_SIGNATURE,
    /** The trailers' signature is another. */
    TRAILER_SIGNATURE,
    /** The trailers' signature is left out. */
    NO_TRAILER_SIGNATURE,
    /** The chunks have no signatures. */
    NO_CHUNK_SIGNATURES,
    /** One byte of the first chunk is another than the one that was signed. */
    FIRST_CHUNK_DATA,
    /** The trailers are announced but not sent. */
    NO_TRAILERS,
    /** A header follows that was not announced. */
    EXTRA_TRAILER,
    /** The body ends in the middle of the first chunk. */
    CUT_IN_CHUNK,
    /** The body ends before the empty chunk. */
    CUT_BEFORE_FINAL_CHUNK,
    /** The decoded length is declared one byte too long. */
    DECODED_LENGTH_TOO_LONG,
    /** The decoded length is declared one byte too short. */
    DECODED_LENGTH_TOO_SHORT
  }

  /** A body in that form, in chunks of 64 KiB, without trailers or breakages. */
  public static AwsChunked of(Form form) {
    return new AwsChunked(form, 64 * 1024, Map.of(), Set.of());
  }

  /** The same with chunks of another length. */
  public AwsChunked withChunkBytes(int changed) {
    return new AwsChunked(form, changed, trailers, breakages);
  }

  /** The same with one more trailing header. */
  public AwsChunked withTrailer(String name, String value) {
    Map<String, String> more = new LinkedHashMap<>(trailers);
    more.put(name, value);
    return new AwsChunked(form, chunkBytes, more, breakages);
  }

  /** The same, with one thing wrong. */
  public AwsChunked broken(Breakage breakage) {
    Set<Breakage> more = EnumSet.of(breakage);
    more.addAll(breakages);
    return new AwsChunked(form, chunkBytes, trailers, more);
  }

  /** What to declare as the decoded length of some data. */
  long declaredBytes(byte[] data) {
    long difference = breakages.contains(Breakage.DECODED_LENGTH_TOO_LONG) ? 1 : 0;
    difference -= breakages.contains(Breakage.DECODED_LENGTH_TOO_SHORT) ? 1 : 0;
    return data.length + difference;
  }

  /** Signs the parts of a body one after the other. */
  interface PartSigner {
    /** The signature of a chunk. */
    String chunk(byte[] data);

    /** The signature of the trailers in their canonical form. */
    String trailers(String canonical);
  }

  /** The body as sent. */
  byte[] encode(byte[] data, PartSigner signer) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    for (int start = 0; start < data.length; start += chunkBytes) {
      int end = Math.min(data.length, start + chunkBytes);
      byte[] chunk = Arrays.copyOfRange(data, start, end);
      String signature = signer.chunk(chunk);
      if (start == 0 && breakages.contains(Breakage.FIRST_CHUNK_DATA)) {
        chunk[0] ^= 1;
      }
      boolean wrong = start == 0 && breakages.contains(Breakage.FIRST_CHUNK_SIGNATURE);
      text(out, header(chunk.length, wrong ? other(signature) : signature));
      if (breakages.contains(Breakage.CUT_IN_CHUNK)) {
        out.write(chunk, 0, chunk.length / 2);
        return out.toByteArray();
      }
      out.writeBytes(chunk);
      text(out, "\r\n");
    }
    if (breakages.contains(Breakage.CUT_BEFORE_FINAL_CHUNK)) {
      return out.toByteArray();
    }
    String last = signer.chunk(new byte[0]);
    text(out, header(0, breakages.contains(Breakage.FINAL_CHUNK_SIGNATURE) ? other(last) : last));
    if (form != Form.SIGNED) {
      text(out, trailerLines(signer));
    }
    text(out, "\r\n");
    return out.toByteArray();
  }

  private String header(int lengthBytes, String signature) {
    boolean bare =
        form == Form.UNSIGNED_TRAILER || breakages.contains(Breakage.NO_CHUNK_SIGNATURES);
    return Integer.toHexString(lengthBytes)
        + (bare ? "" : ";chunk-signature=" + signature)
        + "\r\n";
  }

  private String trailerLines(PartSigner signer) {
    StringBuilder lines = new StringBuilder();
    StringBuilder canonical = new StringBuilder();
    trailers.forEach((name, value) -> {
      lines.append(name).append(':').append(value).append("\r\n");
      canonical.append(name).append(':').append(value).append('\n');
    });
    if (breakages.contains(Breakage.NO_TRAILERS)) {
      lines.setLength(0);
    }
    if (breakages.contains(Breakage.EXTRA_TRAILER)) {
      lines.append("x-amz-meta-late:1\r\n");
      canonical.append("x-amz-meta-late:1\n");
    }
    if (form == Form.SIGNED_TRAILER && !breakages.contains(Breakage.NO_TRAILER_SIGNATURE)) {
      String signature = signer.trailers(canonical.toString());
      boolean wrong = breakages.contains(Breakage.TRAILER_SIGNATURE);
      lines.append("x-amz-trailer-signature:").append(wrong ? other(signature) : signature);
      lines.append("\r\n");
    }
    return lines.toString();
  }

  private static String other(String signature) {
    return (signature.charAt(0) == '0' ? '1' : '0') + signature.substring(1);
  }

  private static void text(ByteArrayOutputStream out, String text) {
    out.writeBytes(text.getBytes(StandardCharsets.ISO_8859_1));
  }
}
