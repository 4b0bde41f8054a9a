package org.liuhen.workflow;

import java.time.Instant;

/**
 * What the department answered to one thing it was to put right (回复退回意见). Until the section is
 * submitted again it may be replaced; every one of them stays in the history.
 *
 * @param item the return item's place in its return, from 0
 */
public record Reply(int item, String text, Actor by, Instant at) {}
