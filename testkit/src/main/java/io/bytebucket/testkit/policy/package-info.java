/** A second opinion on bucket policies, which shares nothing with the first. */
@NullMarked
package io.bytebucket.testkit.policy;

import org.jspecify.annotations.NullMarked;
