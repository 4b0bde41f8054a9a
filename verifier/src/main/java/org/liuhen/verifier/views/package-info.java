/**
 * Compares what is shown with the record: every row of the reading side with the row that the
 * record folds to.
 */
@NullMarked
package org.liuhen.verifier.views;

import org.jspecify.annotations.NullMarked;
