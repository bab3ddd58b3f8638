package io.bytebucket.junit;

import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Gives a test class a server of S3, which its methods and constructor take as a parameter of type
 * {@link EmbeddedServer}. It is reset before each test.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Inherited
@ExtendWith(ByteBucketExtension.class)
public @interface WithByteBucket {
  /** The buckets that there are at the start of each test. */
  String[] buckets() default {};

  /** The region. */
  String region() default "us-east-1";

  /** Whether all is in memory, or in a temporary directory. */
  boolean inMemory() default true;

  /** Whether what one test leaves is there for the next; for tests that run at the same time. */
  boolean keepsContents() default false;
}
