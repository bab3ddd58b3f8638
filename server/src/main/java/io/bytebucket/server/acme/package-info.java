/** Certificates from an ACME server: asked for, kept, and renewed before they end. */
@NullMarked
package io.bytebucket.server.acme;

import org.jspecify.annotations.NullMarked;
