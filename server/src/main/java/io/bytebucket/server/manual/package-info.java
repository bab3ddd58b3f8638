/**
 * What the program says of itself for other programs: manual pages and completions, made of the
 * same model of commands and options that reads the command line.
 */
@NullMarked
package io.bytebucket.server.manual;

import org.jspecify.annotations.NullMarked;
