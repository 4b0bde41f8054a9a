/**
 * The relay: the record is the outbox. It is read in order and sent to Kafka, for services that are
 * elsewhere; whatever is written is sent, at least once.
 */
@NullMarked
package org.liuhen.command.relay;

import org.jspecify.annotations.NullMarked;
