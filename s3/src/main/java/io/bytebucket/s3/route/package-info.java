/**
 * Finds the operation that a request asks for, from its address and the table of all operations.
 * Here are also the types that operations are made of: their inputs, their requests and their
 * answers.
 */
@NullMarked
package io.bytebucket.s3.route;

import org.jspecify.annotations.NullMarked;
