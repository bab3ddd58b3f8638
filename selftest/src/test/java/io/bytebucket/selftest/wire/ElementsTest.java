package io.bytebucket.selftest.wire;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ElementsTest {
  @Test
  void elementsAreFoundByTheEndOfTheirPathInOrder() {
    Elements document =
        Elements.of(
            Bytes.utf8(
                "<?xml version=\"1.0\"?><R xmlns=\"urn:x\"><C><Key>a &amp; b</Key></C>"
                    + "<C><Key><![CDATA[c]]></Key></C><Key/></R>"));

    assertThat(document.all("C/Key")).containsExactly("a & b", "c");
    assertThat(document.all("Key")).containsExactly("a & b", "c", "");
    assertThat(document.first("R/Key")).contains("");
    assertThat(document.all("ey")).isEmpty();
  }

  @Test
  void whatIsNoDocumentHasNoElementsAndNothingOutsideIsRead() {
    assertThat(Elements.of(Bytes.utf8("<R><a></R>")).isEmpty()).isTrue();
    assertThat(Elements.of(Bytes.utf8("plain")).isEmpty()).isTrue();
    assertThat(
            Elements.of(
                    Bytes.utf8(
                        "<!DOCTYPE R [<!ENTITY e SYSTEM \"file:///etc/passwd\">]><R>&e;</R>"))
                .all("R"))
        .allMatch(String::isEmpty);
  }

  @Test
  void aDocumentThatIsMadeToFillTheMemoryHasNoElements() {
    assertThat(Elements.of(Bytes.utf8("<a>".repeat(2_000_000))).isEmpty()).isTrue();
    assertThat(Elements.of(Bytes.utf8("<R>" + "<a/>".repeat(1_000_000) + "</R>")).isEmpty())
        .isTrue();
    assertThat(Elements.of(Bytes.utf8("<R>" + "<a/>".repeat(1_000) + "</R>")).all("a"))
        .hasSize(1_000);
  }
}
