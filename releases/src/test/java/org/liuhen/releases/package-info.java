/** What each release wrote, kept for ever, and the tests that hold today's code to it. */
@NullMarked
package org.liuhen.releases;

import org.jspecify.annotations.NullMarked;
