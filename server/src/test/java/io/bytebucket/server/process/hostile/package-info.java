/**
 * Clients that want to end or to empty a server, against a real one with its defaults, beside
 * clients that only want their work done.
 *
 * <p>An {@link io.bytebucket.server.process.hostile.Attack} is what many connections do at once, as
 * data; one {@link io.bytebucket.server.process.hostile.Attacker} carries all of them out.
 */
@NullMarked
package io.bytebucket.server.process.hostile;

import org.jspecify.annotations.NullMarked;
