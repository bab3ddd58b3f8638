package io.bytebucket.s3;

import static org.assertj.core.api.Assertions.assertThat;

import io.bytebucket.s3.xml.MalformedXmlException;
import io.bytebucket.s3.xml.XmlElement;
import io.bytebucket.testkit.RawResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** A page of a listing of objects, of either version, as a client reads it. */
public record Listing(XmlElement root) {
  /** The page in an answer, which must be a 200. */
  public static Listing of(RawResponse response) {
    assertThat(response.status()).as(response.text()).isEqualTo(200);
    try {
      return new Listing(XmlElement.read(response.body(), "ListBucketResult"));
    } catch (MalformedXmlException e) {
      throw new AssertionError("the listing cannot be read", e);
    }
  }

  /** The items of all pages, in order; {@code page} asks for the one after a token or marker. */
  public static List<String> all(String nextElement, Function<String, RawResponse> page) {
    List<String> items = new ArrayList<>();
    String next = "";
    do {
      Listing listing = of(page.apply(next));
      items.addAll(listing.keys());
      items.addAll(listing.prefixes());
      boolean truncated = listing.text("IsTruncated").equals("true");
      assertThat(listing.has(nextElement)).isEqualTo(truncated);
      next = listing.text(nextElement);
    } while (!next.isEmpty());
    return items;
  }

  public List<String> keys() {
    return root.children("Contents").stream()
        .map(item -> item.childText("Key").orElseThrow())
        .toList();
  }

  public List<String> prefixes() {
    return root.children("CommonPrefixes").stream()
        .map(item -> item.childText("Prefix").orElseThrow())
        .toList();
  }

  /** The text of an element, or the empty string. */
  public String text(String name) {
    return root.childText(name).orElse("");
  }

  public boolean has(String name) {
    return root.child(name).isPresent();
  }

  /** The names of the elements, in order. */
  public List<String> names() {
    return root.children().stream().map(XmlElement::name).toList();
  }
}
