/** What waits for whom, what each person decided and began. */
@NullMarked
package org.liuhen.views.inbox;

import org.jspecify.annotations.NullMarked;
