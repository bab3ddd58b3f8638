package io.bytebucket.s3;

import static org.assertj.core.api.Assertions.assertThat;

import io.bytebucket.s3.xml.XmlElement;
import io.bytebucket.testkit.RawResponse;
import io.bytebucket.testkit.SigV4Signer;
import java.util.ArrayList;
import java.util.List;

/** A list of versions, as a client reads it. */
public record Versions(XmlElement root) {
  public static void enable(S3Fixture s3) {
    set(s3, "Enabled");
  }

  public static void suspend(S3Fixture s3) {
    set(s3, "Suspended");
  }

  private static void set(S3Fixture s3, String status) {
    RawResponse put =
        s3.put(
            "/" + S3Fixture.BUCKET + "?versioning",
            "<VersioningConfiguration><Status>" + status + "</Status></VersioningConfiguration>");
    assertThat(put.status()).as(put.text()).isEqualTo(200);
  }

  public static Versions of(S3Fixture s3, String query) {
    RawResponse answer = s3.get("/" + S3Fixture.BUCKET + "?versions" + query);
    assertThat(answer.status()).as(answer.text()).isEqualTo(200);
    return new Versions(MultipartSteps.document(answer, "ListVersionsResult"));
  }

  /** All pages of that length, each line as {@link #lines} has it. */
  public static List<String> all(S3Fixture s3, int limit, String query) {
    List<String> lines = new ArrayList<>();
    String markers = "";
    while (true) {
      Versions page = of(s3, query + "&max-keys=" + limit + markers);
      assertThat(page.lines()).hasSizeBetween(0, limit);
      lines.addAll(page.lines());
      if (page.text("IsTruncated").equals("false")) {
        assertThat(page.root.child("NextKeyMarker")).isEmpty();
        return lines;
      }
      assertThat(page.lines()).isNotEmpty();
      markers =
          "&key-marker="
              + SigV4Signer.encode(page.text("NextKeyMarker"))
              + page.root
                  .childText("NextVersionIdMarker")
                  .map(id -> "&version-id-marker=" + id)
                  .orElse("");
    }
  }

  /** One line for each item: its key, what it is, whether it is the latest, and its version. */
  public List<String> lines() {
    List<String> lines = new ArrayList<>();
    for (XmlElement item : root.children()) {
      switch (item.name()) {
        case "Version", "DeleteMarker" ->
            lines.add(
                item.childText("Key").orElseThrow()
                    + (item.name().equals("Version") ? " version" : " marker")
                    + (item.childText("IsLatest").orElseThrow().equals("true") ? " latest " : " ")
                    + item.childText("VersionId").orElseThrow());
        case "CommonPrefixes" -> lines.add(item.childText("Prefix").orElseThrow());
        default -> {}
      }
    }
    return lines;
  }

  public String text(String name) {
    return root.childText(name).orElse("");
  }
}
