/**
 * The house rules that a machine can hold: what sources look like, and who may use whom. Each rule
 * stands beside an offender that it has to find.
 */
@NullMarked
package io.bytebucket.server.house;

import org.jspecify.annotations.NullMarked;
