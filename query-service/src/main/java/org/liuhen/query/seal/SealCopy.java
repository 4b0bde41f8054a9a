package org.liuhen.query.seal;

import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.liuhen.seal.Hash;
import org.liuhen.seal.Malformed;
import org.liuhen.seal.Note;
import org.liuhen.seal.PublishedLog;
import org.liuhen.seal.TilePath;
import org.liuhen.seal.VerifierKey;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * The command side's log ({@code liuhen.seal.url}), of which what was read once is kept in a table,
 * so that it can be proved also while the command side is away. The table is no authority: all in
 * it is proved with the log's key, which is set ({@code liuhen.seal.key}) or asked of the command
 * side, and what was rewritten in it is read from the command side again.
 */
@Component
@ConditionalOnProperty("liuhen.seal.url")
class SealCopy implements PublishedLog, DisposableBean {
    private static final String CHECKPOINT = "checkpoint";

    private final JdbcClient database;
    private final CommandSideLog log;
    private volatile @Nullable VerifierKey key;

    SealCopy(
            JdbcClient database,
            @Value("${liuhen.seal.url}") URI commandSide,
            @Value("${liuhen.seal.key:}") String key) {
        this.database = database;
        this.log = new CommandSideLog(commandSide);
        this.key = key.isBlank() ? null : VerifierKey.parse(key.strip());
    }

    @Override
    public VerifierKey key() {
        VerifierKey known = key;
        if (known == null) {
            known =
                    log.get("key")
                            .map(line -> VerifierKey.parse(text(line).strip()))
                            .orElseThrow(() -> new Malformed("the command side has no log"));
            key = known;
        }
        return known;
    }

    @Override
    public Optional<Note> latest() {
        Optional<byte[]> note;
        try {
            note = log.get(CHECKPOINT);
            note.ifPresent(bytes -> keep(CHECKPOINT, bytes));
        } catch (UncheckedIOException e) {
            note = kept(CHECKPOINT);
            if (note.isEmpty()) {
                throw e;
            }
        }
        return note.map(bytes -> Note.parse(text(bytes)));
    }

    @Override
    public byte[] read(TilePath tile) {
        String place = "tile/" + whole(tile);
        int length = tile.width() * Hash.LENGTH;
        return kept(place)
                .filter(bytes -> bytes.length >= length)
                .or(() -> fetched("tile/" + tile, place))
                .orElseThrow(() -> new Malformed("tile " + tile + " is not there"));
    }

    @Override
    public List<byte[]> entries(TilePath bundle) {
        String place = "tile/entries/" + whole(bundle).numbered();
        return kept(place)
                .map(SealCopy::entriesOf)
                .filter(entries -> entries.size() >= bundle.width())
                .or(() ->
                        fetched("tile/entries/" + bundle.numbered(), place)
                                .map(SealCopy::entriesOf))
                .map(entries -> entries.subList(0, Math.min(entries.size(), bundle.width())))
                .orElse(List.of());
    }

    @Override
    public void forget() {
        database.sql("DELETE FROM view.sealed").update();
    }

    private static TilePath whole(TilePath tile) {
        return new TilePath(tile.level(), tile.index(), TilePath.FULL);
    }

    /** In two lengths, each before what it measures. */
    private static List<byte[]> entriesOf(byte[] bundle) {
        ByteBuffer bytes = ByteBuffer.wrap(bundle);
        List<byte[]> entries = new ArrayList<>();
        while (bytes.remaining() > Short.BYTES) {
            int length = Short.toUnsignedInt(bytes.getShort());
            if (length > bytes.remaining()) {
                return List.of(); // a bundle that ends within an entry is none
            }
            byte[] entry = new byte[length];
            bytes.get(entry);
            entries.add(entry);
        }
        return entries;
    }

    private Optional<byte[]> fetched(String path, String place) {
        Optional<byte[]> found = log.get(path);
        found.ifPresent(bytes -> keep(place, bytes));
        return found;
    }

    private Optional<byte[]> kept(String path) {
        return database.sql("SELECT bytes FROM view.sealed WHERE path = ?")
                .param(path)
                .query(byte[].class)
                .optional();
    }

    private void keep(String path, byte[] bytes) {
        database.sql(
                        """
                        INSERT INTO view.sealed (path, bytes) VALUES (?, ?)
                        ON CONFLICT (path) DO UPDATE SET bytes = excluded.bytes
                        WHERE sealed.bytes <> excluded.bytes\
                        """)
                .params(path, bytes)
                .update();
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }

    @Override
    public void destroy() {
        log.close();
    }
}
