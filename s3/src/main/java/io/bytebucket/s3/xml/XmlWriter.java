package io.bytebucket.s3.xml;

import io.bytebucket.http.ResponseBody;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Writes the documents of S3, element by element. A document is kept as the bytes to be sent and
 * nothing beside, in pieces when it is large: a page of keys can take six times their length. Not
 * thread-safe.
 *
 * <p>Characters that XML 1.0 forbids, but a key may hold, are written as numeric references, as S3
 * does; so is a carriage return, which a parser would otherwise turn into a line feed.
 */
public final class XmlWriter {
  /** The namespace of all documents but errors. */
  public static final String NAMESPACE = "http://s3.amazonaws.com/doc/2006-03-01/";

  private static final String DECLARATION = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n";

  private static final int PIECE_CHARS = 32 << 10;

  /** Up to here a document is sent in one piece, which is quicker. */
  private static final int WHOLE_LIMIT_BYTES = 1 << 20;

  private final StringBuilder out = new StringBuilder(1_024).append(DECLARATION);
  private final Deque<byte[]> pieces = new ArrayDeque<>();
  private long piecesBytes;

  private XmlWriter() {}

  /** A document whose root is in S3's namespace. */
  public static ResponseBody document(String root, Consumer<XmlWriter> body) {
    return document(root + " xmlns=\"" + NAMESPACE + '"', root, body);
  }

  /** A document whose root is in no namespace: errors. */
  public static ResponseBody documentWithoutNamespace(String root, Consumer<XmlWriter> body) {
    return document(root, root, body);
  }

  private static ResponseBody document(String start, String end, Consumer<XmlWriter> body) {
    XmlWriter xml = new XmlWriter();
    xml.out.append('<').append(start).append('>');
    body.accept(xml);
    xml.out.append("</").append(end).append('>');
    return xml.body();
  }

  private ResponseBody body() {
    if (pieces.isEmpty()) {
      return new ResponseBody.Bytes(utf8());
    }
    endPiece();
    if (piecesBytes > WHOLE_LIMIT_BYTES) {
      return new ResponseBody.Stream(piecesBytes, new Pieces(pieces, piecesBytes));
    }
    ByteBuffer whole = ByteBuffer.allocate((int) piecesBytes);
    pieces.forEach(whole::put);
    return new ResponseBody.Bytes(whole.array());
  }

  private byte[] utf8() {
    return out.toString().getBytes(StandardCharsets.UTF_8);
  }

  private void endPiece() {
    byte[] piece = utf8();
    out.setLength(0);
    pieces.add(piece);
    piecesBytes += piece.length;
  }

  /** Pieces of a document, each let go when it was sent. */
  private record Pieces(Deque<byte[]> pieces, long heldBytes) implements ResponseBody.Source {
    @Override
    public void writeTo(ResponseBody.Sink sink) throws IOException {
      while (!pieces.isEmpty()) {
        sink.write(ByteBuffer.wrap(pieces.remove()));
      }
    }

    @Override
    public void close() {
      pieces.clear();
    }
  }

  /** An element with text in it. */
  public XmlWriter element(String name, String text) {
    out.append('<').append(name).append('>');
    text(text);
    out.append("</").append(name).append('>');
    // Here and not in a text, where a character of two halves could be cut.
    if (out.length() >= PIECE_CHARS) {
      endPiece();
    }
    return this;
  }

  /** An element with a number in it. */
  public XmlWriter element(String name, long number) {
    out.append('<').append(name).append('>').append(number).append("</").append(name).append('>');
    return this;
  }

  /** An element with {@code true} or {@code false} in it. */
  public XmlWriter element(String name, boolean value) {
    return element(name, Boolean.toString(value));
  }

  /** An element with text in it, or nothing. */
  public XmlWriter optional(String name, Optional<String> text) {
    text.ifPresent(value -> element(name, value));
    return this;
  }

  /** An element with elements in it. */
  public XmlWriter element(String name, Consumer<XmlWriter> body) {
    out.append('<').append(name).append('>');
    body.accept(this);
    out.append("</").append(name).append('>');
    return this;
  }

  /**
   * An element with attributes, and elements in it.
   *
   * @param attributes as they are to be written
   */
  public XmlWriter element(String name, String attributes, Consumer<XmlWriter> body) {
    out.append('<').append(name).append(' ').append(attributes).append('>');
    body.accept(this);
    out.append("</").append(name).append('>');
    return this;
  }

  /** Text of the element that was begun. */
  public XmlWriter text(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '&' -> out.append("&amp;");
        case '<' -> out.append("&lt;");
        case '>' -> out.append("&gt;");
        case '"' -> out.append("&quot;");
        default -> {
          if (c < ' ' || c == 0x7F || c >= 0xFFFE) {
            out.append("&#x").append(Integer.toHexString(c)).append(';');
          } else {
            out.append(c);
          }
        }
      }
    }
    return this;
  }
}
