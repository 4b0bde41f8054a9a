/**
 * Answers questions. Each slice (a package below) reads the feed of events for one question and
 * does not know the others; here is what they share: the fold, the past, and how a reader writes.
 */
@NullMarked
package org.liuhen.query;

import org.jspecify.annotations.NullMarked;
