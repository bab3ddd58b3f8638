/**
 * Who gets what, over real sockets: every operation of both addresses, for every kind of user, of
 * proof and of bucket, held against tables that were written by hand from the documentation. They
 * ask nothing of what decides in the product.
 */
@NullMarked
package io.bytebucket.server.matrix;

import org.jspecify.annotations.NullMarked;
