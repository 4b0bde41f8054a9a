/** Checks what Liuhen says of a report, with nothing of Liuhen's but the rules and the formats. */
@NullMarked
package org.liuhen.verifier;

import org.jspecify.annotations.NullMarked;
