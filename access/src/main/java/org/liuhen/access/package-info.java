/**
 * Who is asking, and what they may ask: sessions, accounts, the table of endpoint rules, problems
 * as every client reads them, and the journal of what was refused.
 */
@NullMarked
package org.liuhen.access;

import org.jspecify.annotations.NullMarked;
