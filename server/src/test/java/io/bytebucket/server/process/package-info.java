/**
 * Tests that start the server as its own process and meet it with real clients, real signals and
 * real file systems.
 *
 * <p>They carry the tag {@code process}, and {@code root} where they mount something. By themselves
 * they are sized for every build; {@code -Dbytebucket.full=true} runs them at the size of the
 * project's promises (see {@link io.bytebucket.server.process.Scale}).
 */
@NullMarked
package io.bytebucket.server.process;

import org.jspecify.annotations.NullMarked;
