/** The audit trail: one line for everything that happened, with before and after. */
@NullMarked
package org.liuhen.views.history;

import org.jspecify.annotations.NullMarked;
