package io.bytebucket.admin.console;

import static org.assertj.core.api.Assertions.assertThat;

import io.bytebucket.admin.AdminFixture;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** {@code docs/console.md} says of every operation of the API where the console has it. */
class ConsoleDocTest {
  private static final Path ROOT = Path.of("..");
  private static final Pattern ROW =
      Pattern.compile("^\\| (.+?) \\| (.+?) \\|$", Pattern.MULTILINE);
  private static final Pattern NAME = Pattern.compile("`(\\w+)`");
  private static final Pattern ADDRESS = Pattern.compile("`(/[^`]*)`");
  private static final Pattern PAGE = Pattern.compile("path: \"(/[^\"]*)\"");

  /** Stands behind the name of an operation whose key is in the query. */
  private static final String BY_KEY = "ByKey";

  private static String section(String title) throws IOException {
    String document = Files.readString(ROOT.resolve("docs/console.md"));
    String heading = "\n## " + title + "\n";
    int begin = document.indexOf(heading);
    assertThat(begin).as(title).isPositive();
    int end = document.indexOf("\n## ", begin + 1);
    return document.substring(begin, end < 0 ? document.length() : end);
  }

  /** What the rows of a section say in their first column, with the operations of their second. */
  private static Map<String, List<String>> rows(String title) throws IOException {
    Map<String, List<String>> rows = new TreeMap<>();
    ROW.matcher(section(title))
        .results()
        .skip(1)
        .forEach(row -> rows.put(row.group(1), all(NAME, row.group(2))));
    assertThat(rows).as(title).isNotEmpty();
    return rows;
  }

  private static List<String> all(Pattern pattern, String text) {
    return pattern.matcher(text).results().map(found -> found.group(1)).toList();
  }

  private static Set<String> operations() {
    JsonNode document =
        YAMLMapper.shared()
            .readTree(
                new AdminFixture().send(AdminFixture.request("GET", "/api/openapi.yaml")).body());
    TreeSet<String> names = new TreeSet<>(document.findValuesAsString("operationId"));
    // The console uses the one whose key is in the query.
    names.removeIf(name -> names.contains(name + BY_KEY));
    return names;
  }

  @Test
  void everyOperationHasAScreenOrAReasonWhyItHasNone() throws IOException {
    List<String> told = new ArrayList<>();
    rows("What is where").values().forEach(told::addAll);
    rows("What has no screen").values().forEach(told::addAll);
    assertThat(told).doesNotHaveDuplicates();
    assertThat(new TreeSet<>(told)).isEqualTo(operations());
  }

  @Test
  void everyScreenIsAPageOfTheConsole() throws IOException {
    List<String> pages = all(PAGE, Files.readString(ROOT.resolve("ui/src/routes/tree.tsx")));
    for (String screen : rows("What is where").keySet()) {
      List<String> addresses = all(ADDRESS, screen);
      assertThat(addresses).as(screen).isNotEmpty();
      assertThat(addresses).as(screen).allMatch(address -> isPage(address, pages));
    }
  }

  /** A page below another has but the rest of its address in the table. */
  private static boolean isPage(String address, List<String> pages) {
    return pages.contains(address)
        || pages.stream()
            .filter(page -> address.startsWith(page) && page.length() > 1)
            .anyMatch(page -> pages.contains(address.substring(page.length())));
  }

  @Test
  void aPageThatIsNotThereIsNoScreen() {
    List<String> pages = List.of("/", "/buckets/$bucket", "/access");
    assertThat(isPage("/buckets/$bucket/access", pages)).isTrue();
    assertThat(isPage("/buckets/$bucket/quota", pages)).isFalse();
  }
}
