/**
 * Moving in and out of a store: what is read and written elsewhere, and the report that proves that
 * all of it arrived. It uses the services of the core as front ends do, and knows no engine.
 */
@NullMarked
package io.bytebucket.transfer;

import org.jspecify.annotations.NullMarked;
