package io.bytebucket.admin;

import static org.assertj.core.api.Assertions.assertThat;

import io.bytebucket.admin.route.Route;
import io.bytebucket.testkit.RawResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** The description of the API says exactly what the route table says. */
class OpenApiTest {
  private static final Set<String> METHODS =
      Set.of("get", "head", "put", "post", "patch", "delete");
  private static final String SHARED = "#/components/";

  private final AdminFixture admin = new AdminFixture();
  private final JsonNode document =
      YAMLMapper.shared()
          .readTree(admin.send(AdminFixture.request("GET", "/api/openapi.yaml")).body());

  /** One operation of the description. */
  private record Described(JsonNode place, JsonNode operation) {}

  private Map<String, Described> described() {
    Map<String, Described> all = new TreeMap<>();
    document
        .path("paths")
        .forEachEntry((path, place) ->
            place.forEachEntry((method, operation) -> {
              if (METHODS.contains(method)) {
                all.put(method + " " + path, new Described(place, operation));
              }
            }));
    return all;
  }

  private static String nameOf(Route route) {
    String path = route.template().replaceAll("[:*](\\w+)", "{$1}");
    return route.method().toLowerCase(Locale.ROOT)
        + " "
        + path
        + route.selector().map(name -> "#" + name).orElse("");
  }

  @Test
  void anybodyMayReadIt() {
    RawResponse answer = admin.send(AdminFixture.request("GET", "/api/openapi.yaml"));
    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.header("content-type")).isEqualTo("application/yaml");
    assertThat(document.path("openapi").asString()).startsWith("3.1.");
  }

  @Test
  void everyOperationIsDescribedAndNothingElse() {
    TreeSet<String> rows = new TreeSet<>();
    admin.routes.routes().forEach(route -> rows.add(nameOf(route)));
    assertThat(described().keySet()).containsExactlyElementsOf(rows);
  }

  @Test
  void eachHasTheNameAndTheParametersOfItsRow() {
    Map<String, Described> described = described();
    for (Route route : admin.routes.routes()) {
      Described one = described.get(nameOf(route));
      assertThat(one.operation().path("operationId").asString())
          .as(nameOf(route))
          .startsWith(route.operationName());
      TreeSet<String> wanted = new TreeSet<>(route.parameters());
      wanted.addAll(route.names());
      route.selector().ifPresent(wanted::add);
      TreeSet<String> found = new TreeSet<>();
      parameters(one).forEach(parameter -> found.add(parameter.path("name").asString()));
      assertThat(found).as(nameOf(route)).isEqualTo(wanted);
      for (JsonNode parameter : parameters(one)) {
        boolean isFixed =
            route.names().contains(parameter.path("name").asString())
                || route.selector().filter(parameter.path("name").asString()::equals).isPresent();
        if (isFixed) {
          assertThat(parameter.path("required").asBoolean()).as(nameOf(route)).isTrue();
        }
      }
    }
  }

  private List<JsonNode> parameters(Described one) {
    List<JsonNode> all = new ArrayList<>();
    one.place().path("parameters").forEach(parameter -> all.add(resolve(parameter)));
    one.operation().path("parameters").forEach(parameter -> all.add(resolve(parameter)));
    return all;
  }

  private JsonNode resolve(JsonNode node) {
    String name = node.path("$ref").asString("");
    return name.isEmpty() ? node : document.at("/components/" + name.substring(SHARED.length()));
  }

  @Test
  void eachSaysWhatItMayAnswerAndWhatItTakes() {
    Map<String, Described> described = described();
    for (Route route : admin.routes.routes()) {
      JsonNode operation = described.get(nameOf(route)).operation();
      JsonNode responses = operation.path("responses");
      TreeSet<String> codes = new TreeSet<>();
      responses.forEachEntry((code, response) -> {
        codes.add(code);
        assertThat(resolve(response).path("description").asString("")).isNotEmpty();
      });
      boolean isOpen = route.access() instanceof Route.Access.Open;
      assertThat(codes).as(nameOf(route)).contains("400", "503");
      assertThat(codes.stream().filter(code -> code.startsWith("2"))).isNotEmpty();
      assertThat(operation.has("security")).as(nameOf(route)).isEqualTo(isOpen);
      if (!isOpen) {
        assertThat(codes).as(nameOf(route)).contains("401", "403");
      }
      boolean hasBody = operation.has("requestBody");
      assertThat(hasBody).as(nameOf(route)).isEqualTo(route.bodyLimitBytes() > 0);
      assertThat(codes.contains("413")).as(nameOf(route)).isEqualTo(hasBody);
    }
  }

  @Test
  void whatIsReferredToIsThere() {
    List<String> missing = new ArrayList<>();
    document.findValuesAsString("$ref").stream()
        .filter(
            name -> document.at("/components/" + name.substring(SHARED.length())).isMissingNode())
        .forEach(missing::add);
    assertThat(missing).isEmpty();
  }
}
