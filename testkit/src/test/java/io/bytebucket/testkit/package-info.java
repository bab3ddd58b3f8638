/** What the testkit's own tests share. */
@NullMarked
package io.bytebucket.testkit;

import org.jspecify.annotations.NullMarked;
