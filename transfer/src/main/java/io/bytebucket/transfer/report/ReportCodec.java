package io.bytebucket.transfer.report;

import io.bytebucket.transfer.lines.JsonObject;
import io.bytebucket.transfer.lines.MalformedLineException;
import io.bytebucket.transfer.report.ReportLine.Count;
import io.bytebucket.transfer.report.ReportLine.Header;
import io.bytebucket.transfer.report.ReportLine.NotCarried;
import io.bytebucket.transfer.report.ReportLine.OfObject;
import io.bytebucket.transfer.report.ReportLine.Resumed;
import io.bytebucket.transfer.report.ReportLine.Totals;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;

/** Lines of reports as JSON, both ways. The fields stand in docs/moving-out.md. */
final class ReportCodec {
  /** What the first line is known by. */
  static final String REPORT = "report";

  private static final String KIND = "bytebucket-transfer";
  private static final long VERSION = 1;

  private ReportCodec() {}

  static JsonObject encode(ReportLine line) {
    JsonObject json = new JsonObject();
    switch (line) {
      case Header header ->
          json.put(REPORT, KIND)
              .put("version", VERSION)
              .put("what", header.what())
              .put("at", header.at().toString())
              .put("from", header.from())
              .put("to", header.to())
              .putMap("options", header.options());
      case Resumed resumed -> json.put("resumed", resumed.at().toString());
      case OfObject object ->
          json.put("bucket", object.bucket())
              .put("key", object.key())
              .putIfSaid("versionId", object.versionId())
              .putIfSaid("sourceVersionId", object.sourceVersionId())
              .putIf("deleteMarker", object.isDeleteMarker())
              .put("size", object.sizeBytes())
              .putIfSaid("etag", object.etag())
              .putIfSaid("checksumAlgorithm", object.checksumAlgorithm())
              .putIfSaid("checksum", object.checksum())
              .put("outcome", object.outcome().text())
              .putIfSaid("reason", object.reason());
      case NotCarried thing ->
          json.put("notCarried", thing.kind())
              .put("name", thing.name())
              .putIfSaid("reason", thing.reason());
      case Totals totals -> {
        JsonObject counts = new JsonObject();
        for (Outcome outcome : Outcome.values()) {
          Count count = totals.of(outcome);
          counts.put(
              outcome.text(),
              new JsonObject().put("objects", count.objects()).put("bytes", count.bytes()));
        }
        json.put("totals", counts).put("notCarriedThings", totals.notCarried());
      }
    }
    return json;
  }

  static ReportLine decode(JsonObject json) {
    ReportLine line;
    if (json.has(REPORT)) {
      line = header(json);
    } else if (json.has("resumed")) {
      line = new Resumed(instant(json.text("resumed")));
    } else if (json.has("notCarried")) {
      line =
          new NotCarried(
              json.text("notCarried"), json.text("name"), json.textIfSaid("reason").orElse(""));
    } else if (json.has("totals")) {
      line = totals(json);
    } else {
      line = object(json);
    }
    json.end();
    return line;
  }

  private static Header header(JsonObject json) {
    if (!json.text(REPORT).equals(KIND) || json.number("version") != VERSION) {
      throw new MalformedLineException("no report that this version reads");
    }
    return new Header(
        json.text("what"),
        instant(json.text("at")),
        json.text("from"),
        json.text("to"),
        json.map("options"));
  }

  private static OfObject object(JsonObject json) {
    return new OfObject(
        json.text("bucket"),
        json.text("key"),
        json.textIfSaid("versionId").orElse(""),
        json.textIfSaid("sourceVersionId").orElse(""),
        json.isSo("deleteMarker"),
        json.number("size"),
        json.textIfSaid("etag").orElse(""),
        json.textIfSaid("checksumAlgorithm").orElse(""),
        json.textIfSaid("checksum").orElse(""),
        Outcome.of(json.text("outcome")),
        json.textIfSaid("reason").orElse(""));
  }

  private static Totals totals(JsonObject json) {
    JsonObject counts = json.object("totals");
    Map<Outcome, Count> byOutcome = new EnumMap<>(Outcome.class);
    for (Outcome outcome : Outcome.values()) {
      JsonObject count = counts.object(outcome.text());
      byOutcome.put(outcome, new Count(count.number("objects"), count.number("bytes")));
      count.end();
    }
    counts.end();
    return new Totals(byOutcome, json.number("notCarriedThings"));
  }

  private static Instant instant(String text) {
    try {
      return Instant.parse(text);
    } catch (DateTimeException e) {
      throw new MalformedLineException("no point in time");
    }
  }
}
