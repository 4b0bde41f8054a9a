/**
 * Where events come from, whichever source is set: the readers, how far they are, how instances
 * share them, and what happens to an event that cannot be taken.
 */
@NullMarked
package org.liuhen.query.feed;

import org.jspecify.annotations.NullMarked;
