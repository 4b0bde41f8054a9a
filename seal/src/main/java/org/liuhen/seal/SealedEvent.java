package org.liuhen.seal;

import java.util.List;

/**
 * An event with the proof of its place in the log.
 *
 * @param index its place, from 0
 * @param path RFC 6962 inclusion proof, leading to the checkpoint it comes with
 */
public record SealedEvent(StoredEvent event, long index, List<Hash> path) {
    public SealedEvent {
        path = List.copyOf(path);
    }
}
