package io.bytebucket.server.manual;

import java.util.List;
import java.util.Locale;

/**
 * Text in the language of {@code man}: macros at the beginnings of lines, and all else as it is.
 * See man-pages(7) and groff_man(7).
 */
final class Roff {
  private final StringBuilder text = new StringBuilder();

  /** The line that every page begins with. It has no date: the same program has the same page. */
  void title(String name, String section, String source) {
    macro("TH", name.toUpperCase(Locale.ROOT), section, "", source, "");
  }

  void section(String title) {
    macro("SH", title);
  }

  void paragraph(String words) {
    text.append(".PP\n").append(escaped(words)).append('\n');
  }

  /** Paragraphs, with an empty line between one and the next. */
  void paragraphs(List<String> lines) {
    text.append(".PP\n");
    lines(lines);
  }

  /** How a command is called: its name in bold, and what follows. */
  void synopsis(String command, String arguments) {
    text.append(".PP\n\\fB").append(escaped(command)).append("\\fR");
    text.append(escaped(arguments)).append('\n');
  }

  /** What is explained, and what is said of it. */
  void item(String tag, List<String> lines) {
    text.append(".TP\n\\fB").append(escaped(tag)).append("\\fR\n");
    lines(lines.isEmpty() ? List.of("\u00a0") : lines);
  }

  private void lines(List<String> lines) {
    for (String line : lines) {
      text.append(line.isBlank() ? ".sp" : escaped(line)).append('\n');
    }
  }

  private void macro(String name, String... arguments) {
    text.append('.').append(name);
    for (String argument : arguments) {
      text.append(" \"").append(escaped(argument).replace("\"", "\\(dq")).append('"');
    }
    text.append('\n');
  }

  /** A hyphen is a minus, for people who copy it; what begins a line as a macro would is none. */
  private static String escaped(String words) {
    String plain = words.replace("\\", "\\(rs").replace("-", "\\-").replace("\u00a0", "\\ ");
    StringBuilder ascii = new StringBuilder();
    plain
        .codePoints()
        .forEach(character -> {
          if (character < 0x80) {
            ascii.append((char) character);
          } else {
            ascii.append("\\[u%04X]".formatted(character));
          }
        });
    String line = ascii.toString().replace("\n", "\n\\&");
    return line.startsWith(".") || line.startsWith("'") ? "\\&" + line : line;
  }

  @Override
  public String toString() {
    return text.toString();
  }
}
