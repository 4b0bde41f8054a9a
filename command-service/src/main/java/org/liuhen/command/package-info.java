/**
 * Takes commands: each reaches the deciders of {@code workflow} through one thin aggregate, and
 * what they decide is appended to the record together with the answer.
 */
@NullMarked
package org.liuhen.command;

import org.jspecify.annotations.NullMarked;
