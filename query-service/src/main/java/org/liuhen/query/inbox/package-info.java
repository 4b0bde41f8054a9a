/** What waits for me, what I decided, what I began. */
@NullMarked
package org.liuhen.query.inbox;

import org.jspecify.annotations.NullMarked;
