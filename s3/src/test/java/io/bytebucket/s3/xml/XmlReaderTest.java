package io.bytebucket.s3.xml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class XmlReaderTest {
  private static final int DEPTH_LIMIT = 16;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<a><b>x</b><b>y</b></a>",
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<a><b>x</b><b>y</b></a>\n",
        "<?xml version='1.0' encoding='utf-8' standalone=\"yes\"?><a><b>x</b><b>y</b></a>",
        "\uFEFF<a><b>x</b><b>y</b></a>",
        "<a xmlns=\"http://s3.amazonaws.com/doc/2006-03-01/\"><b>x</b><b>y</b></a>",
        "<s3:a xmlns:s3='urn:b'><s3:b>x</s3:b><s3:b>y</s3:b></s3:a>",
        "<a\n\tc = 'd'  e=\">\" ><b >x</b\n><b>y</b></a >",
        " <!-- before --><?php nothing?><a><b>x</b><b>y</b></a><!-- behind --> ",
        "<a><b>x<!-- y --></b><?b y?><b><![CDATA[y]]></b></a>",
        "<a><b>&#120;</b><b>&#x79;</b></a>"
      })
  void theSameDocumentIsReadHoweverItIsWritten(String document) throws Exception {
    XmlElement root = read(document);

    assertThat(root.name()).isEqualTo("a");
    assertThat(root.children("b")).extracting(XmlElement::text).containsExactly("x", "y");
    assertThat(root.children()).hasSize(2);
  }

  @ParameterizedTest
  @CsvSource({
    "<a/>, ''",
    "<a></a>, ''",
    "<a> x </a>, ' x '",
    "<a>1 &lt; 2 &amp;&amp; 3 &gt; 2</a>, 1 < 2 && 3 > 2",
    "<a>&quot;&apos;</a>, '\"'''",
    "<a>&amp;lt;</a>, &lt;",
    "<a>&#38;lt;</a>, &lt;",
    "<a>x<![CDATA[&lt;<b>]]]]><![CDATA[>]]></a>, x&lt;<b>]]>",
    "<a>x<!-- <b> & --><b/>y</a>, xy",
    "<a>]]</a>, ]]",
  })
  void textIsWhatItStandsFor(String document, String text) throws Exception {
    assertThat(text(document)).isEqualTo(text);
  }

  @Test
  void lineEndsAreLineFeedsUnlessTheyAreReferences() throws Exception {
    assertThat(text("<a>1\r\n2\r3\n4&#13;5&#xD;&#10;</a>")).isEqualTo("1\n2\n3\n4\r5\r\n");
  }

  /** Every character that XML 1.0 forbids or treats in its own way, and some of each length. */
  static Stream<Integer> oddCharacters() {
    return Stream.of(
            IntStream.range(0, 0xA0),
            IntStream.of(0x2028, 0xD7FF, 0xE000, 0xFEFF, 0xFFFD, 0xFFFE, 0xFFFF),
            IntStream.of(0x10000, 0x1FFFE, 0x10FFFF))
        .flatMap(IntStream::boxed);
  }

  @ParameterizedTest
  @MethodSource("oddCharacters")
  void everyCharacterIsReadAsAReferenceAndRaw(int code) throws Exception {
    String character = Character.toString(code);

    assertThat(text("<a>x&#" + code + ";y</a>")).isEqualTo("x" + character + "y");
    assertThat(text("<a>x&#x" + Integer.toHexString(code) + ";y</a>"))
        .isEqualTo("x" + character + "y");
    if (code != '<' && code != '&' && code != '\r') {
      assertThat(text("<a>x" + character + "y</a>")).isEqualTo("x" + character + "y");
      assertThat(text("<a><![CDATA[x" + character + "y]]></a>")).isEqualTo("x" + character + "y");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "a",
        "<",
        "<a",
        "<a>",
        "<a><b></a>",
        "<a></b>",
        "<a></ab>",
        "<a></a",
        "<a/><a/>",
        "<a/>x",
        "x<a/>",
        "<b/>",
        "<A/>",
        "<1a/>",
        "<a:/>",
        "<:a/>",
        "<a:b:a/>",
        "<a b/>",
        "<a b=c/>",
        "<a b='c/>",
        "<a b='<'/>",
        "<a b='1' b='2'/>",
        "<a b='1'c='2'/>",
        "<a>]]></a>",
        "<a><![CDATA[x</a>",
        "<a><!-- x</a>",
        "<a><!-- x -- y --></a>",
        "<a><?b</a>",
        "<a><?xml version='1.0'?></a>",
        " <?xml version='1.0'?><a/>",
        "<a>&</a>",
        "<a>&amp</a>",
        "<a>&nbsp;</a>",
        "<a>&;</a>",
        "<a>&#;</a>",
        "<a>&#x;</a>",
        "<a>&#X41;</a>",
        "<a>&#-0;</a>",
        "<a>&#+65;</a>",
        "<a>&#x-0;</a>",
        "<a>&#\u0666\u0665;</a>",
        "<a>&#xD800;</a>",
        "<a>&#xDFFF;</a>",
        "<a>&#x110000;</a>",
        "<a>&#99999999999;</a>",
        "<a>&#0000000000065;</a>",
      })
  void whatIsNotWellFormedIsRefused(String document) {
    requireRefused(document.getBytes(StandardCharsets.UTF_8));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<!DOCTYPE a><a/>",
        "<?xml version=\"1.0\"?>\n<!-- x -->\n<!DOCTYPE a SYSTEM \"file:///etc/passwd\"><a/>",
        "<!DOCTYPE a [<!ENTITY b SYSTEM \"http://localhost/\">]><a>&b;</a>",
        "<!DOCTYPE a [<!ENTITY b \"bbbb\"><!ENTITY c \"&b;&b;&b;&b;\">]><a>&c;&c;</a>",
        "<!DOCTYPE a [<!ENTITY % b SYSTEM \"http://localhost/\"> %b;]><a/>",
        "<a><!DOCTYPE a></a>",
        "<a><!ENTITY b \"c\">&b;</a>",
      })
  void aDocumentTypeIsRefusedAndSoIsEveryEntityOfItsOwn(String document) {
    requireRefused(document.getBytes(StandardCharsets.UTF_8));
  }

  @ParameterizedTest
  @ValueSource(strings = {"UTF-16", "ISO-8859-1", "IBM037"})
  void anotherEncodingIsRefused(String encoding) {
    String document = "<?xml version='1.0' encoding='" + encoding + "'?><a/>";

    requireRefused(document.getBytes(StandardCharsets.UTF_8));
    requireRefused("<a/>".getBytes(StandardCharsets.UTF_16));
  }

  @Test
  void bytesThatAreNotUtf8AreRefused() {
    byte[][] wrong = {
      {(byte) 0x80},
      {(byte) 0xC3},
      {(byte) 0xC0, (byte) 0xAF},
      {(byte) 0xED, (byte) 0xA0, (byte) 0x80},
      {(byte) 0xF4, (byte) 0x90, (byte) 0x80, (byte) 0x80},
      {(byte) 0xFF},
    };
    for (byte[] bytes : wrong) {
      ByteArrayOutputStream document = new ByteArrayOutputStream();
      document.writeBytes("<a>".getBytes(StandardCharsets.UTF_8));
      document.writeBytes(bytes);
      document.writeBytes("</a>".getBytes(StandardCharsets.UTF_8));
      requireRefused(document.toByteArray());
    }
  }

  @Test
  void depthIsBounded() throws Exception {
    assertThat(read(nested(DEPTH_LIMIT)).name()).isEqualTo("a");
    requireRefused(nested(DEPTH_LIMIT + 1).getBytes(StandardCharsets.UTF_8));
    requireRefused("<a>".repeat(1_000_000).getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void aDocumentMayBeWideAndLong() throws Exception {
    assertThat(read("<a>" + "<b/>".repeat(200_000) + "</a>").children("b")).hasSize(200_000);
    assertThat(text("<a>" + "&#x1;".repeat(500_000) + "</a>")).hasSize(500_000);
  }

  @Test
  void whatIsNotAskedForIsPassedOver() throws Exception {
    XmlReader in = open(bytes("<a>1<b>2<c>3</c></b><d/>4<e>5<f/>6<!--7-->8</e>9</a>"));
    assertThat(in.next()).isTrue();
    assertThat(in.name()).isEqualTo("b");
    in.skip();
    assertThat(in.next()).isTrue();
    assertThat(in.name()).isEqualTo("d");
    assertThat(in.next()).isFalse();
    assertThat(in.next()).isTrue();
    assertThat(in.text(3)).isEqualTo("568");
    assertThat(in.next()).isFalse();
    in.end();
  }

  @Test
  void aTextIsNoLongerThanItsReaderTakes() throws Exception {
    for (String text : List.of("12345", "12&#x33;45", "<![CDATA[123]]>45", "1234&#x1F600;")) {
      XmlReader in = open(bytes("<a>" + text + "</a>"));
      assertThatThrownBy(() -> in.text(4)).as(text).isInstanceOf(MalformedXmlException.class);
    }
    assertThat(open(bytes("<a>1234</a>")).text(4)).isEqualTo("1234");
  }

  @Test
  void namesAndAttributesAreBounded() {
    requireRefused(bytes("<a><" + "b".repeat(1_000) + "/></a>"));
    requireRefused(bytes("<a " + "c".repeat(1_000) + "='1'/>"));
    StringBuilder attributes = new StringBuilder();
    for (int i = 0; i < 1_000; i++) {
      attributes.append(" b").append(i).append("='1'");
    }
    requireRefused(bytes("<a" + attributes + "/>"));
    requireRefused(bytes("<?xml version='1.0' " + " ".repeat(1_000) + "?><a/>"));
  }

  @Test
  void fieldsAreTheFirstOfThoseAskedFor() throws Exception {
    XmlReader in = open(bytes("<a><b>1</b><c>2</c><b>3</b><d>4</d></a>"));
    XmlFields fields = XmlFields.read(in, Map.of("b", 1, "c", 1, "e", 1));
    in.end();
    assertThat(fields.text("b")).contains("1");
    assertThat(fields.text("c")).contains("2");
    assertThat(fields.text("d")).isEmpty();
    assertThat(fields.text("e")).isEmpty();
    assertThat(fields.chars()).isEqualTo(2);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 7})
  void itIsTheSameInWhateverPiecesItComes(int piece) throws Exception {
    String document =
        "\uFEFF<?xml version='1.0'?>\r\n<a><!-- \u00E9 -->x\r\ny\u20AC<![CDATA[]]]]>\uD83D\uDE00</a>\r\n";
    InputStream pieces =
        new ByteArrayInputStream(bytes(document)) {
          @Override
          public synchronized int read(byte[] bytes, int offset, int length) {
            return super.read(bytes, offset, Math.min(piece, length));
          }
        };
    XmlReader in = XmlReader.open(pieces, "a");
    assertThat(in.text(100)).isEqualTo("x\ny\u20AC]]\uD83D\uDE00");
    in.end();
  }

  private static byte[] bytes(String document) {
    return document.getBytes(StandardCharsets.UTF_8);
  }

  private static String nested(int depth) {
    return "<a>".repeat(depth) + "</a>".repeat(depth);
  }

  private static XmlElement read(String document) throws Exception {
    return XmlElement.read(document.getBytes(StandardCharsets.UTF_8), "a");
  }

  /** The text directly in the root. */
  private static String text(String document) throws Exception {
    XmlReader in = open(document.getBytes(StandardCharsets.UTF_8));
    String text = in.text(Integer.MAX_VALUE);
    in.end();
    return text;
  }

  private static XmlReader open(byte[] document) throws Exception {
    return XmlReader.open(new ByteArrayInputStream(document), "a");
  }

  private static void requireRefused(byte[] document) {
    assertThatThrownBy(() -> XmlElement.read(document, "a"))
        .as(new String(document, 0, Math.min(100, document.length), StandardCharsets.UTF_8))
        .isInstanceOf(MalformedXmlException.class);
  }
}
