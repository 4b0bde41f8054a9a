/** The audit trail: one line for everything that happened, with before and after. */
@NullMarked
package org.liuhen.query.history;

import org.jspecify.annotations.NullMarked;
