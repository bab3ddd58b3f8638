package io.bytebucket.s3;

import static org.assertj.core.api.Assertions.assertThat;

import io.bytebucket.s3.AwsFacts.Line;
import io.bytebucket.s3.AwsFacts.State;
import io.bytebucket.s3.route.Route;
import io.bytebucket.testkit.RawRequest;
import io.bytebucket.testkit.RawResponse;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Our answers to requests of which it is known what AWS answers: a row of a table for each. */
class AwsFactsTest {
  private static final int ROWS_MIN = 120;
  private static final String BODY = " <- ";
  private static final Pattern HEADER = Pattern.compile(" \\[([A-Za-z0-9-]+): ([^\\]]*)\\]");
  private static final Pattern HEADER_EXPECTED = Pattern.compile("([a-z0-9-]+): (.*)");

  @TestFactory
  Stream<DynamicContainer> theAnswersAreThoseOfAws() throws IOException {
    return AwsFacts.states().stream()
        .map(state -> DynamicContainer.dynamicContainer(state.name(), tests(state)));
  }

  private static Stream<DynamicTest> tests(State state) {
    InState in = new InState();
    return state.lines().stream()
        .map(line ->
            switch (line) {
              case Line.Step step ->
                  DynamicTest.dynamicTest("line " + step.number() + ", step", () -> in.take(step));
              case Line.Row row -> DynamicTest.dynamicTest(row.name(), () -> in.hold(row));
            });
  }

  @Test
  void everyOperationThatIsThereHasRows() throws IOException {
    List<Line.Row> rows =
        AwsFacts.states().stream()
            .flatMap(state -> state.lines().stream())
            .filter(Line.Row.class::isInstance)
            .map(Line.Row.class::cast)
            .toList();
    TreeSet<String> operations =
        new S3Fixture()
            .routes.routes().stream()
                .filter(route -> route.operation().isPresent())
                .map(Route::operationName)
                .collect(Collectors.toCollection(TreeSet::new));

    assertThat(rows).hasSizeGreaterThan(ROWS_MIN);
    assertThat(rows.stream().map(Line.Row::operation).collect(Collectors.toSet()))
        .containsExactlyInAnyOrderElementsOf(operations);
  }

  /** One state while its lines are gone through. */
  private static final class InState {
    private final S3Fixture s3 = new S3Fixture();
    private final Map<String, String> remembered = new HashMap<>();

    void take(Line.Step step) {
      RawResponse answer = send(step.request());
      assertThat(answer.status()).as(answer.text()).isBetween(200, 299);
      if (!step.remember().isEmpty()) {
        String[] parts = step.remember().split(" ", 2);
        String value =
            answer.headers().contains(parts[1])
                ? answer.header(parts[1])
                : between(answer.text(), "<" + parts[1] + ">", "</" + parts[1] + ">");
        assertThat(value).as(step.remember()).isNotEmpty();
        remembered.put(parts[0], value);
      }
    }

    void hold(Line.Row row) {
      RawResponse answer = send(row.request());
      assertThat(answer.status()).as("%s%n%s", row.name(), answer.text()).isEqualTo(row.status());
      if (!row.code().isEmpty()) {
        assertThat(answer.errorCode()).as(row.name()).isEqualTo(row.code());
      }
      for (String expectation : row.expectations()) {
        require(row.name() + "\n" + answer, filled(expectation), answer);
      }
    }

    private RawResponse send(String text) {
      String filled = filled(text);
      int arrow = filled.indexOf(BODY);
      String head = arrow < 0 ? filled : filled.substring(0, arrow);
      String body = arrow < 0 ? "" : filled.substring(arrow + BODY.length());
      int fields = head.indexOf(" [");
      String[] line = (fields < 0 ? head : head.substring(0, fields)).split(" ", 2);
      Matcher matcher = HEADER.matcher(head);
      return line[0].equals("FORM")
          ? s3.send(form(line[1], matcher))
          : request(RawRequest.of(line[0], line[1]).withBody(body), matcher);
    }

    private RawResponse request(RawRequest plain, Matcher headers) {
      RawRequest request = plain;
      String user = TestUsers.OWNER;
      while (headers.find()) {
        if (headers.group(1).equals("as")) {
          user = headers.group(2);
        } else {
          request = request.add(headers.group(1), headers.group(2));
        }
      }
      return s3.signedBy(user, request);
    }

    private static RawRequest form(String key, Matcher fields) {
      FormUpload form = FormUpload.of(key);
      while (fields.find()) {
        form = form.field(fields.group(1), fields.group(2));
      }
      return form.signed();
    }

    private String filled(String text) {
      String filled = text;
      for (Map.Entry<String, String> known : remembered.entrySet()) {
        filled = filled.replace("{" + known.getKey() + "}", known.getValue());
      }
      return filled;
    }
  }

  private static void require(String name, String expectation, RawResponse answer) {
    Matcher header = HEADER_EXPECTED.matcher(expectation);
    if (expectation.startsWith("body=")) {
      String body = expectation.substring("body=".length()).replace("\\n", "\n");
      assertThat(answer.text()).as(name).isEqualTo(body);
    } else if (expectation.startsWith("~")) {
      assertThat(answer.text())
          .as(name)
          .doesNotContainPattern("<" + expectation.substring(1) + "[>/ ]");
    } else if (expectation.startsWith("!")) {
      assertThat(answer.headers().contains(expectation.substring(1)))
          .as(name + expectation)
          .isFalse();
    } else if (header.matches()) {
      assertThat(answer.headers().contains(header.group(1))).as(name).isTrue();
      if (!header.group(2).equals("*")) {
        assertThat(answer.header(header.group(1))).as(name).isEqualTo(header.group(2));
      }
    } else {
      requireElement(name, expectation.split("=", 2), answer.text());
    }
  }

  private static void requireElement(String name, String[] expected, String document) {
    String open = "<" + expected[0] + ">";
    if (expected[1].equals("*")) {
      assertThat(between(document, open, "</" + expected[0] + ">")).as(name).isNotEmpty();
      return;
    }
    boolean isElements = expected[1].startsWith("<");
    String text =
        isElements
            ? expected[1]
            : expected[1].replace("&", "&amp;").replace("<", "&lt;").replace("\"", "&quot;");
    assertThat(document).as(name).contains(open + text + "</" + expected[0] + ">");
  }

  private static String between(String text, String from, String to) {
    int start = text.indexOf(from);
    int end = text.indexOf(to, start);
    return start < 0 || end < 0 ? "" : text.substring(start + from.length(), end);
  }
}
