package io.bytebucket.admin.json;

import io.bytebucket.admin.error.AdminException;
import io.bytebucket.http.Headers;
import io.bytebucket.http.Response;
import io.bytebucket.http.ResponseBody;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import tools.jackson.core.JacksonException;

/** Documents in JSON, of records and back. Thread-safe. */
public final class Json {
  private static final Headers HEADER =
      Headers.builder().add("content-type", "application/json").build();

  private Json() {}

  /** An answer of that status with a document. */
  public static Response answer(int status, Object document) {
    return answer(status, Headers.EMPTY, document);
  }

  /** The same with more in its header. */
  public static Response answer(int status, Headers more, Object document) {
    return of(status, more, Mappers.WRITER.writeValueAsBytes(document));
  }

  /** An answer with a line for each document: JSON lines. */
  public static Response lines(Headers more, List<?> documents) {
    ByteArrayOutputStream lines = new ByteArrayOutputStream();
    for (Object document : documents) {
      lines.writeBytes(line(document));
    }
    return new Response(
        200,
        Headers.builder().add("content-type", "application/x-ndjson").addAll(more).build(),
        new ResponseBody.Bytes(lines.toByteArray()));
  }

  /** One of those lines, with its end. */
  public static byte[] line(Object document) {
    byte[] text = Mappers.WRITER.writeValueAsBytes(document);
    byte[] line = Arrays.copyOf(text, text.length + 1);
    line[text.length] = '\n';
    return line;
  }

  /** An answer that says nothing but that it is done. */
  public static Response none() {
    return new Response(204, Headers.EMPTY, ResponseBody.EMPTY);
  }

  /** The same of a document that is written already. */
  public static Response text(int status, Headers more, String document) {
    return of(status, more, document.getBytes(StandardCharsets.UTF_8));
  }

  /** An answer with nothing in it: it is done, and there is nothing to say. */
  public static Response nothing() {
    return new Response(204, Headers.EMPTY, ResponseBody.EMPTY);
  }

  /** The same with the status that S3 has where something was set. */
  public static Response empty() {
    return new Response(200, Headers.EMPTY, ResponseBody.EMPTY);
  }

  private static Response of(int status, Headers more, byte[] document) {
    return new Response(
        status,
        Headers.builder().addAll(HEADER).addAll(more).build(),
        new ResponseBody.Bytes(document));
  }

  /**
   * A text as a document has it, in quotation marks. By hand: an error must not need the library
   * that may have failed.
   */
  public static String quoted(String text) {
    StringBuilder out = new StringBuilder(text.length() + 2).append('"');
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '"' || c == '\\') {
        out.append('\\').append(c);
      } else if (c < ' ' || c > '~') {
        out.append(String.format(Locale.ROOT, "\\u%04x", (int) c));
      } else {
        out.append(c);
      }
    }
    return out.append('"').toString();
  }

  /**
   * The document of those bytes. Its components are what may stand in it: an unknown field is
   * refused, and so is one that stands twice or is of another kind. What may be missing is an
   * {@code Optional}.
   *
   * @throws AdminException when it is no such document; what was sent is not repeated in it
   */
  static <T> T read(byte[] bytes, Class<T> type) {
    T document;
    try {
      document = Mappers.READER.readerFor(type).readValue(bytes);
    } catch (JacksonException wrong) {
      throw JsonFaults.explain(wrong);
    }
    if (document == null) {
      throw JsonFaults.malformed("The body must be a JSON document.");
    }
    return document;
  }
}
