package io.bytebucket.server.house;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.StandardLocation;
import javax.tools.ToolProvider;

/** Compiles the sources of offenders, so that the rules see real classes. For one thread. */
final class OffenderCompiler implements AutoCloseable {
  private static final Pattern TYPE = Pattern.compile("\\b(?:class|interface|record|enum) (\\w+)");
  private static final Pattern PACKAGE = Pattern.compile("package ([\\w.]+);");

  private final JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();

  /** Kept for all, since it is slow to look through the class path the first time. */
  private final StandardJavaFileManager files = compiler.getStandardFileManager(null, null, null);

  /** The classes of these sources, compiled into {@code folder} on the class path of the test. */
  JavaClasses classes(List<String> sources, Path folder) throws IOException {
    files.setLocationFromPaths(StandardLocation.CLASS_OUTPUT, List.of(folder));
    List<Source> units = sources.stream().map(Source::new).toList();
    boolean compiled =
        compiler.getTask(null, files, null, List.of("-proc:none"), null, units).call();
    assertThat(compiled).as("the offender compiles").isTrue();
    return new ClassFileImporter().importPath(folder);
  }

  @Override
  public void close() throws IOException {
    files.close();
  }

  private static final class Source extends SimpleJavaFileObject {
    private final String text;

    Source(String text) {
      super(
          URI.create(
              "text:///"
                  + first(PACKAGE, text).replace('.', '/')
                  + "/"
                  + first(TYPE, text)
                  + ".java"),
          JavaFileObject.Kind.SOURCE);
      this.text = text;
    }

    @Override
    public CharSequence getCharContent(boolean ignoreEncodingErrors) {
      return text;
    }

    private static String first(Pattern pattern, String text) {
      Matcher matcher = pattern.matcher(text);
      assertThat(matcher.find()).isTrue();
      return matcher.group(1);
    }
  }
}
