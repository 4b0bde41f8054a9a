/**
 * What a report is and which way it goes: commands, events, the route, and the deciders that turn
 * one into the other. A reader of this package needs to know no framework.
 */
@NullMarked
package org.liuhen.workflow;

import org.jspecify.annotations.NullMarked;
