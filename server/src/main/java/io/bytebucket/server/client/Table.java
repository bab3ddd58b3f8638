package io.bytebucket.server.client;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** Shows documents to people. */
final class Table {
  private static final String GAP = "  ";

  private Table() {}

  /** A list of objects, one a line, under the names of the columns. */
  static void print(JsonNode rows, List<String> columns, PrintWriter out) {
    List<List<String>> lines = new ArrayList<>();
    lines.add(columns);
    rows.forEach(row -> lines.add(columns.stream().map(column -> text(row.path(column))).toList()));
    int[] widths = new int[columns.size()];
    for (List<String> line : lines) {
      for (int i = 0; i < widths.length; i++) {
        widths[i] = Math.max(widths[i], line.get(i).length());
      }
    }
    for (List<String> line : lines) {
      StringBuilder shown = new StringBuilder();
      for (int i = 0; i < widths.length; i++) {
        shown.append(line.get(i)).repeat(" ", widths[i] - line.get(i).length()).append(GAP);
      }
      out.println(shown.toString().stripTrailing());
    }
  }

  /** The fields of an object, one a line. */
  static void printFields(JsonNode document, PrintWriter out) {
    if (!document.isObject()) {
      out.println(text(document));
      return;
    }
    document.properties().forEach(field -> printField("", field.getKey(), field.getValue(), out));
  }

  /** The fields of an object in an object are set in, and so are the lines of a text. */
  private static void printField(String indent, String name, JsonNode value, PrintWriter out) {
    if (value.isObject()) {
      out.println(indent + name + ":");
      value
          .properties()
          .forEach(field -> printField(indent + GAP, field.getKey(), field.getValue(), out));
    } else if (value.isString() && value.asString().contains("\n")) {
      out.println(indent + name + ":");
      value.asString().lines().forEach(line -> out.println(indent + GAP + plain(line)));
    } else {
      out.println(indent + name + ": " + text(value));
    }
  }

  /** What a terminal would obey is not shown. */
  private static String text(JsonNode value) {
    String text = value.isMissingNode() || value.isNull() ? "" : value.asString(value.toString());
    return plain(text);
  }

  private static String plain(String text) {
    return text.replaceAll("\\p{Cntrl}", "?");
  }
}
