/**
 * Traces of requests, for a collector of OpenTelemetry: where none is set nothing of this package
 * is loaded.
 */
@NullMarked
package io.bytebucket.server.tracing;

import org.jspecify.annotations.NullMarked;
