/**
 * What an auditor asks of one report: who decided on which content, and what in its history
 * deserves a second look. Both are read off the events, told again from the first.
 */
@NullMarked
package org.liuhen.query.audit;

import org.jspecify.annotations.NullMarked;
