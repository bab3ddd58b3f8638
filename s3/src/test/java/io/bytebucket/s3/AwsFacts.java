package io.bytebucket.s3;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** The table of what AWS answers, as its file lays it out. */
final class AwsFacts {
  private static final String FILE = "/facts/aws.txt";
  private static final int COLUMNS = 5;

  private AwsFacts() {}

  /** Something that happens in a state. */
  sealed interface Line {
    /** What brings the state about, and as what is to be remembered of its answer, if anything. */
    record Step(int number, String request, String remember) implements Line {}

    /** A fact. */
    record Row(
        int number,
        String operation,
        String request,
        int status,
        String code,
        List<String> expectations)
        implements Line {
      String name() {
        return "line " + number + ", " + operation + ": " + request;
      }
    }
  }

  /** What is in a store, and what is answered there. */
  record State(String name, List<Line> lines) {}

  /** All states, in the order of the file. */
  static List<State> states() throws IOException {
    List<State> states = new ArrayList<>();
    int number = 0;
    for (String line : text().split("\n", -1)) {
      number++;
      if (line.startsWith("## ")) {
        states.add(new State(line.substring(3), new ArrayList<>()));
      } else if (!line.isBlank() && !line.startsWith("#")) {
        states.getLast().lines().add(line(number, line));
      }
    }
    return states;
  }

  private static Line line(int number, String line) {
    if (line.startsWith("+ ")) {
      String[] step = line.substring(2).split(" => ", 2);
      return new Line.Step(number, step[0], step.length > 1 ? step[1] : "");
    }
    String[] columns = line.split(" \\| ", -1);
    assertThat(columns).as("columns of line %d", number).hasSize(COLUMNS);
    return new Line.Row(
        number,
        columns[0],
        columns[1],
        Integer.parseInt(columns[2]),
        columns[3].equals("-") ? "" : columns[3],
        List.of(columns[4].split(" ; ", -1)));
  }

  private static String text() throws IOException {
    try (InputStream file = AwsFacts.class.getResourceAsStream(FILE)) {
      if (file == null) {
        throw new AssertionError("the table is missing");
      }
      return new String(file.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
