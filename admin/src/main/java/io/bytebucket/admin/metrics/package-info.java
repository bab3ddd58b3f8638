/** What collects figures asks. */
@NullMarked
package io.bytebucket.admin.metrics;

import org.jspecify.annotations.NullMarked;
