/** What probes ask. */
@NullMarked
package io.bytebucket.admin.health;

import org.jspecify.annotations.NullMarked;
