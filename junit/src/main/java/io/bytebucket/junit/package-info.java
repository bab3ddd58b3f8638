/** The whole server inside a test. */
@NullMarked
package io.bytebucket.junit;

import org.jspecify.annotations.NullMarked;
