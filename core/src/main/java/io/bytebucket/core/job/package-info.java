/**
 * Long work that the store does by itself for somebody who asked for it, step by step: each step
 * and what is remembered of it are one commit.
 */
@NullMarked
package io.bytebucket.core.job;

import org.jspecify.annotations.NullMarked;
