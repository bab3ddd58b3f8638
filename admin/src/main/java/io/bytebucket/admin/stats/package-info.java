/**
 * How much there is and was done: sums, series of requests, single requests, and how long they are
 * kept.
 */
@NullMarked
package io.bytebucket.admin.stats;

import org.jspecify.annotations.NullMarked;
