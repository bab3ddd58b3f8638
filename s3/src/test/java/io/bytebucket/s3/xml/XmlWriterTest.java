package io.bytebucket.s3.xml;

import static org.assertj.core.api.Assertions.assertThat;

import io.bytebucket.http.Headers;
import io.bytebucket.http.Response;
import io.bytebucket.http.ResponseBody;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.w3c.dom.Element;

class XmlWriterTest {
  private static final String DECLARATION = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n";

  @Test
  void aDocumentIsWrittenElementByElement() {
    ResponseBody document =
        XmlWriter.document(
            "Root",
            xml ->
                xml.element("Text", "a")
                    .element("Empty", "")
                    .element("Number", Long.MIN_VALUE)
                    .element("Truth", true)
                    .optional("Here", Optional.of("b"))
                    .optional("NotHere", Optional.empty())
                    .element("Inner", inner -> inner.element("Leaf", "c").text("d")));

    assertThat(new String(bytes(document), StandardCharsets.UTF_8))
        .isEqualTo(
            DECLARATION
                + "<Root xmlns=\"http://s3.amazonaws.com/doc/2006-03-01/\"><Text>a</Text>"
                + "<Empty></Empty><Number>-9223372036854775808</Number><Truth>true</Truth>"
                + "<Here>b</Here><Inner><Leaf>c</Leaf>d</Inner></Root>");
  }

  @Test
  void anErrorHasNoNamespace() {
    assertThat(
            new String(
                bytes(XmlWriter.documentWithoutNamespace("Error", xml -> xml.element("Code", "A"))),
                StandardCharsets.UTF_8))
        .isEqualTo(DECLARATION + "<Error><Code>A</Code></Error>");
  }

  @ParameterizedTest
  @CsvSource({
    "a&b, a&amp;b",
    "<b>, &lt;b&gt;",
    "]]>, ]]&gt;",
    "\"e\", &quot;e&quot;",
    "it''s, it''s",
    "&amp;, &amp;amp;",
    "é\uD83D\uDE00, é\uD83D\uDE00",
  })
  void markupIsEscapedAndAllElseIsAsItIs(String text, String written) {
    assertThat(written(text)).isEqualTo(written);
  }

  static Stream<Integer> forbiddenOrChanged() {
    return Stream.of(IntStream.range(0, 0x20), IntStream.of(0x7F, 0xFFFE, 0xFFFF))
        .flatMap(IntStream::boxed);
  }

  // Field survey 3.10: what a key may hold and XML not, or what a parser would change.
  @ParameterizedTest
  @MethodSource("forbiddenOrChanged")
  void everyControlCharacterIsAReference(int code) {
    assertThat(written("a" + Character.toString(code) + "b"))
        .isEqualTo("a&#x" + Integer.toHexString(code) + ";b");
  }

  static Stream<Integer> characters() {
    return Stream.of(
            IntStream.range(0, 0x180),
            IntStream.of(0x2028, 0x2029, 0xD7FF, 0xE000, 0xFEFF, 0xFFFD, 0xFFFE, 0xFFFF),
            IntStream.of(0x10000, 0x1F600, 0x1FFFE, 0x10FFFF))
        .flatMap(IntStream::boxed);
  }

  @ParameterizedTest
  @MethodSource("characters")
  void ourReaderReadsBackWhatWasWritten(int code) throws Exception {
    String text = " a" + Character.toString(code) + "b ";

    assertThat(XmlElement.read(document(text), "Root").childText("Key")).contains(text);
  }

  @ParameterizedTest
  @MethodSource("characters")
  void aParserOfXmlReadsBackWhatXmlCanCarry(int code) throws Exception {
    if (isXmlCharacter(code)) {
      String text = " a" + Character.toString(code) + "b ";

      assertThat(parsed(text)).isEqualTo(text);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"a\r\nb", "\t\n\r", "a]]>b", "<a b=\"c\">&amp;", " ", ""})
  void aParserOfXmlReadsBackWhitespaceAndMarkup(String text) throws Exception {
    assertThat(parsed(text)).isEqualTo(text);
  }

  /** The production Char of XML 1.0. */
  private static boolean isXmlCharacter(int code) {
    return code == '\t'
        || code == '\n'
        || code == '\r'
        || (code >= 0x20 && code <= 0xFFFD)
        || code >= 0x10000;
  }

  private static String parsed(String text) throws Exception {
    Element root =
        DocumentBuilderFactory.newDefaultInstance()
            .newDocumentBuilder()
            .parse(new ByteArrayInputStream(document(text)))
            .getDocumentElement();
    return root.getElementsByTagName("Key").item(0).getTextContent();
  }

  private static byte[] document(String text) {
    return bytes(XmlWriter.document("Root", xml -> xml.element("Key", text)));
  }

  private static void take(ByteBuffer piece, ByteArrayOutputStream bytes) {
    while (piece.hasRemaining()) {
      bytes.write(piece.get());
    }
  }

  private static byte[] bytes(ResponseBody document) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    switch (document) {
      case ResponseBody.Bytes(byte[] whole) -> bytes.writeBytes(whole);
      case ResponseBody.HeadOnly none -> throw new AssertionError("a document has bytes");
      case ResponseBody.Stream(long length, ResponseBody.Source pieces) -> {
        try {
          pieces.writeTo(piece -> take(piece, bytes));
        } catch (IOException e) {
          throw new AssertionError(e);
        }
        assertThat(length).isEqualTo(bytes.size());
      }
    }
    return bytes.toByteArray();
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 40, 1_000, 100_000})
  void aDocumentIsTheSameInOnePieceAndInMany(int count) throws Exception {
    String text = "\"k\u20AC\uD83D\uDE00".repeat(10);
    ResponseBody document =
        XmlWriter.document(
            "Root",
            xml -> {
              for (int i = 0; i < count; i++) {
                xml.element("Item", item -> item.element("Key", text));
              }
            });

    assertThat(new Response(200, Headers.EMPTY, document).heldBytes())
        .isEqualTo(document.lengthBytes());
    XmlElement root = XmlElement.read(bytes(document), "Root");
    assertThat(root.children("Item")).hasSize(count);
    assertThat(root.children("Item"))
        .allSatisfy(item -> assertThat(item.childText("Key")).contains(text));
  }

  private static String written(String text) {
    String document = new String(document(text), StandardCharsets.UTF_8);
    return document.substring(document.indexOf("<Key>") + 5, document.indexOf("</Key>"));
  }
}
