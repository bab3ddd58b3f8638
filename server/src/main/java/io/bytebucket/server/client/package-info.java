/** The command line that asks a running server for what its admin API can do. */
@NullMarked
package io.bytebucket.server.client;

import org.jspecify.annotations.NullMarked;
