package io.bytebucket.server.house;

import static org.assertj.core.api.Assertions.assertThat;

import io.bytebucket.server.house.JavaSource.Literal;
import io.bytebucket.server.house.JavaSource.Method;
import org.junit.jupiter.api.Test;

class JavaSourceTest {
  @Test
  void methodsAreFoundAmongTheOtherBraces() {
    JavaSource source =
        new JavaSource(
            """
            @Names({"a", "b"})
            record Thing(int[] sizes) {
              static final int[] NONE = {};
              Thing {
                for (int i = 0; i < size(i); i = next(i)) {
                  if (i > 0) { continue; }
                }
              }
              @Named(value = "x")
              <T extends Foo> T find(@Nullable Record record, int a) throws IOException {
                return switch (record) {
                  case One(var x) -> { yield x; }
                  case Two two -> new Foo(1) {
                    @Override public int size() { return 2; }
                  };
                };
              }
            }
            """);

    assertThat(source.methods())
        .containsExactly(
            new Method("Thing", 4, 5), new Method("size", 14, 1), new Method("find", 10, 8));
  }

  @Test
  void commentsAndLiteralsAreNoCode() {
    String text =
        """
        a(); // System.out {
        b("{ \\" //", '{', '\\''); /* {
        { */ c(\"""
          { "quoted" {
          \""");
        """;

    assertThat(new JavaSource(text).code().lines().map(String::strip))
        .containsExactly("a();", "b(         ,    ,     );", "c(", "", ");");
    assertThat(new JavaSource(text).literals()).containsExactly(new Literal("{ \\\" //", 2));
  }
}
