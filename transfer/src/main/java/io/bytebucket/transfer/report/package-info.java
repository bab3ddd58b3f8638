/** The report of a transfer, which proves it, and can be checked again later. */
@NullMarked
package io.bytebucket.transfer.report;

import org.jspecify.annotations.NullMarked;
