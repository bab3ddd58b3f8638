package io.bytebucket.junit;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.junit.platform.commons.support.AnnotationSupport;

/**
 * A server of S3 for tests: in a static field with {@code @RegisterExtension} one for the class,
 * reset before each test; in a field of an instance one for each test. {@link WithByteBucket} does
 * it without a field. For the thread of its tests.
 */
public final class ByteBucketExtension
    implements BeforeAllCallback,
        BeforeEachCallback,
        AfterEachCallback,
        AfterAllCallback,
        ParameterResolver {
  private final Optional<ServerSpec> asked;
  private boolean keepsContents;
  private @Nullable EmbeddedServer server;

  /** Classes that began and have not ended: a nested one uses the server of the one around it. */
  private int classes;

  /** As the annotation of the class says. */
  public ByteBucketExtension() {
    this(Optional.empty(), false);
  }

  private ByteBucketExtension(Optional<ServerSpec> asked, boolean keepsContents) {
    this.asked = asked;
    this.keepsContents = keepsContents;
  }

  /** A server like that. */
  public static ByteBucketExtension of(ServerSpec spec) {
    return new ByteBucketExtension(Optional.of(spec), false);
  }

  /** The same; what one test leaves is there for the next. */
  public ByteBucketExtension keepingContents() {
    return new ByteBucketExtension(asked, true);
  }

  /**
   * The server.
   *
   * @throws IllegalStateException when no test runs
   */
  public EmbeddedServer server() {
    EmbeddedServer running = server;
    if (running == null) {
      throw new IllegalStateException("there is a server while tests run alone");
    }
    return running;
  }

  @Override
  public void beforeAll(ExtensionContext context) {
    if (classes == 0) {
      server = spec(context).start();
    }
    classes++;
  }

  @Override
  public void beforeEach(ExtensionContext context) {
    if (classes == 0) {
      server = spec(context).start();
    } else if (!keepsContents) {
      server().reset();
    }
  }

  @Override
  public void afterEach(ExtensionContext context) {
    if (classes == 0) {
      end();
    }
  }

  @Override
  public void afterAll(ExtensionContext context) {
    classes--;
    if (classes == 0) {
      end();
    }
  }

  private void end() {
    EmbeddedServer running = server;
    server = null;
    if (running != null) {
      running.close();
    }
  }

  private ServerSpec spec(ExtensionContext context) {
    if (asked.isPresent()) {
      return asked.get();
    }
    WithByteBucket annotation =
        AnnotationSupport.findAnnotation(context.getRequiredTestClass(), WithByteBucket.class)
            .orElseThrow(() ->
                new IllegalStateException(
                    "a class has @WithByteBucket, or a field with ByteBucketExtension.of"));
    keepsContents = annotation.keepsContents();
    ServerSpec spec = EmbeddedServer.of().region(annotation.region());
    for (String bucket : annotation.buckets()) {
      spec = spec.bucket(bucket);
    }
    return annotation.inMemory() ? spec : spec.inTemporaryDirectory();
  }

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    return parameter.getParameter().getType() == EmbeddedServer.class;
  }

  @Override
  public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
    return server();
  }
}
