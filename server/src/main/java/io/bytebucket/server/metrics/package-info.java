/**
 * What the server tells of itself: requests counted as they end, and all figures as a page that
 * Prometheus reads.
 */
@NullMarked
package io.bytebucket.server.metrics;

import org.jspecify.annotations.NullMarked;
