package io.bytebucket.selftest;

import io.bytebucket.selftest.Scenario.Line;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The facts, read from the tables that this module carries, a file for each area. Immutable.
 *
 * <p>How a table is laid out, its own first lines say.
 */
public final class FactTable {
  /** In the order in which they are asked. */
  private static final List<String> AREAS =
      List.of(
          "signatures",
          "presigned",
          "buckets",
          "objects",
          "keys",
          "conditional",
          "ranges",
          "listing",
          "multipart",
          "copy",
          "versioning",
          "tagging",
          "checksums",
          "streaming",
          "cors",
          "policy",
          "acl",
          "forms",
          "errors");

  private static final int COLUMNS = 5;

  private final List<Scenario> scenarios;

  private FactTable(List<Scenario> scenarios) {
    this.scenarios = List.copyOf(scenarios);
  }

  /** All facts. */
  public static FactTable read() {
    List<Scenario> all = new ArrayList<>();
    Reading reading = new Reading();
    for (String area : AREAS) {
      all.addAll(reading.area(area, text("/facts/" + area + ".txt")));
    }
    return new FactTable(all);
  }

  /** Facts laid out as a table, for tests. */
  static FactTable of(String area, String text) {
    return new FactTable(new Reading().area(area, text));
  }

  /** The names of all areas, in the order in which they are asked. */
  public static List<String> areas() {
    return AREAS;
  }

  /** The facts, in order. */
  public List<Fact> facts() {
    return scenarios.stream().flatMap(each -> each.facts().stream()).toList();
  }

  /** The table of those areas alone. */
  public FactTable only(List<String> areas) {
    return new FactTable(
        scenarios.stream()
            .filter(each -> areas.contains(each.area()))
            .collect(Collectors.toList()));
  }

  List<Scenario> scenarios() {
    return scenarios;
  }

  private static String text(String resource) {
    try (InputStream file = FactTable.class.getResourceAsStream(resource)) {
      if (file == null) {
        throw new IllegalStateException("no table " + resource);
      }
      return new String(file.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What was read so far. */
  private static final class Reading {
    private int facts;
    private String source = "";

    List<Scenario> area(String area, String text) {
      List<Scenario> scenarios = new ArrayList<>();
      String title = "";
      boolean isOwn = false;
      List<Line> lines = new ArrayList<>();
      for (String line : text.split("\n", -1)) {
        if (line.startsWith("## ")) {
          if (!lines.isEmpty()) {
            scenarios.add(new Scenario(area, title, isOwn, lines));
          }
          lines = new ArrayList<>();
          title = line.substring(3);
          isOwn = title.endsWith(" [own bucket]");
        } else if (line.startsWith("@ ")) {
          source = page(line.substring(2));
        } else if (line.startsWith("+ ")) {
          lines.add(step(line.substring(2)));
        } else if (!line.isBlank() && !line.startsWith("#")) {
          lines.add(new Line.Check(fact(area, line)));
        }
      }
      scenarios.add(new Scenario(area, title, isOwn, lines));
      return scenarios;
    }

    private static String page(String name) {
      return "https://docs.aws.amazon.com/AmazonS3/latest/"
          + name.replaceFirst("^api/", "API/").replaceFirst("^guide/", "userguide/")
          + ".html";
    }

    private static Line step(String text) {
      String[] parts = text.split(" => ", 2);
      String[] remember = (parts.length > 1 ? parts[1] : " ").split(" ", 2);
      return new Line.Step(parts[0], remember[0], remember[1]);
    }

    private Fact fact(String area, String line) {
      String[] columns = line.split(" \\| ", -1);
      if (columns.length != COLUMNS) {
        throw new IllegalStateException("not " + COLUMNS + " columns: " + line);
      }
      facts++;
      return new Fact(
          facts,
          area,
          columns[0],
          source,
          columns[1],
          Integer.parseInt(columns[2]),
          columns[3].equals("-") ? "" : columns[3],
          columns[4].equals("-") ? List.of() : List.of(columns[4].split(" ; ", -1)));
    }
  }
}
