package org.liuhen.command.seal;

import java.util.List;
import java.util.Optional;
import org.liuhen.seal.Note;
import org.liuhen.seal.PublishedLog;
import org.liuhen.seal.SigningKey;
import org.liuhen.seal.TilePath;
import org.liuhen.seal.VerifierKey;
import org.springframework.context.annotation.Primary;
import org.springframework.stereotype.Component;

/**
 * The log of this process, for whoever proves what is in it: all is in tables that the owner of the
 * database may rewrite, but for the key, which is in a file. It goes before a copy.
 */
@Component
@Primary
class OwnLog implements PublishedLog {
    private final SealedLog log;
    private final SigningKey key;

    OwnLog(SealedLog log, SigningKey key) {
        this.log = log;
        this.key = key;
    }

    @Override
    public VerifierKey key() {
        return key.publicKey();
    }

    @Override
    public Optional<Note> latest() {
        return log.latest();
    }

    @Override
    public byte[] read(TilePath tile) {
        return log.read(tile);
    }

    @Override
    public List<byte[]> entries(TilePath bundle) {
        return log.entries(bundle);
    }
}
