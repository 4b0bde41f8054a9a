/**
 * The stored form of what happened. An event's name, revision and JSON are a promise for decades: a
 * shipped one is never edited, a change is a new revision.
 */
@NullMarked
package org.liuhen.contracts;

import org.jspecify.annotations.NullMarked;
