package org.liuhen.command;

import java.util.UUID;

/**
 * The request a command came with.
 *
 * @param id stands in every event, answer and journal entry of the request
 * @param key the client's idempotency key, or one of ours where it gave none
 * @param fingerprint SHA-256, in hex, of method, path and body
 */
public record Request(String id, UUID key, String fingerprint) {}
