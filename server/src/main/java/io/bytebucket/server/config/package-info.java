/** What an operator sets: the settings there are, read strictly from the environment. */
@NullMarked
package io.bytebucket.server.config;

import org.jspecify.annotations.NullMarked;
