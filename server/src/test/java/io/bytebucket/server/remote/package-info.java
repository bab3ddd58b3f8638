/** Tests of moving between servers that run in this process. */
@NullMarked
package io.bytebucket.server.remote;

import org.jspecify.annotations.NullMarked;
