/**
 * A report and its approval sheet (审签单) on paper: Word files in the layout of official documents.
 */
@NullMarked
package org.liuhen.query.paper;

import org.jspecify.annotations.NullMarked;
