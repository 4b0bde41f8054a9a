/**
 * A witness: an institution of its own, with a key of its own, that remembers the last checkpoint
 * it saw and cosigns the next one only if it extends it.
 */
@NullMarked
package org.liuhen.witness;

import org.jspecify.annotations.NullMarked;
