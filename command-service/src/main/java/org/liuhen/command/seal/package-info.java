/**
 * The sealed log: every event becomes a leaf, the tree is signed, witnesses cosign, anyone checks.
 */
@NullMarked
package org.liuhen.command.seal;

import org.jspecify.annotations.NullMarked;
