package org.liuhen.seal;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.InvalidKeyException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.X509EncodedKeySpec;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;
import java.util.Set;

/**
 * A public Ed25519 key with a name, written {@code <name>+<id>+<base64>}: C2SP signed-note, vkey.
 */
public final class VerifierKey {
    /** What the key's signatures mean. */
    public enum Kind {
        /** Of a log: over the text itself. */
        LOG(1),
        /** Of a witness: over the text and a time (C2SP tlog-cosignature). */
        WITNESS(4);

        final byte type;

        Kind(int type) {
            this.type = (byte) type;
        }
    }

    private static final int KEY_LENGTH = 32;
    private static final int SIGNATURE_LENGTH = 64;

    /** RFC 8410: what stands before the key in its X.509 form. */
    private static final byte[] X509 = HexFormat.of().parseHex("302a300506032b6570032100");

    /**
     * The points of small order, which the Java platform takes as keys: anybody can sign for them.
     */
    private static final Set<String> OF_SMALL_ORDER =
            Set.of(
                    "0100000000000000000000000000000000000000000000000000000000000000",
                    "ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
                    "0000000000000000000000000000000000000000000000000000000000000000",
                    "0000000000000000000000000000000000000000000000000000000000000080",
                    "26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05",
                    "26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc85",
                    "c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a",
                    "c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac03fa");

    private final String name;
    private final Kind kind;
    private final byte[] key;
    private final int id;
    private final PublicKey verifier;

    VerifierKey(String name, Kind kind, byte[] key) {
        if (name.isEmpty() || name.contains("+") || name.chars().anyMatch(VerifierKey::isSpace)) {
            throw new Malformed("a key's name has no spaces and no plus: " + Encoding.shown(name));
        }
        if (key.length != KEY_LENGTH) {
            throw new Malformed("an Ed25519 key has 32 bytes");
        }
        this.name = name;
        this.kind = kind;
        this.key = key.clone();
        this.id = id(name, kind, key);
        this.verifier = verifier(key);
    }

    /** Reads {@code <name>+<id in hex>+<base64 of type and key>}. */
    public static VerifierKey parse(String line) {
        String[] parts = line.split("\\+", 3);
        if (parts.length != 3) {
            throw new Malformed("not a public key line: " + Encoding.shown(line));
        }
        byte[] typed = Encoding.base64(parts[2]);
        Kind kind =
                Arrays.stream(Kind.values())
                        .filter(k -> typed.length > 0 && typed[0] == k.type)
                        .findFirst()
                        .orElseThrow(
                                () -> new Malformed("no Ed25519 key: " + Encoding.shown(line)));
        VerifierKey read =
                new VerifierKey(parts[0], kind, Arrays.copyOfRange(typed, 1, typed.length));
        if (!read.toString().equals(line)) {
            throw new Malformed("the key's id does not fit it: " + Encoding.shown(line));
        }
        return read;
    }

    public String name() {
        return name;
    }

    public Kind kind() {
        return kind;
    }

    int id() {
        return id;
    }

    /** What names the key in signatures: the first bytes of a hash over its name and itself. */
    public String keyId() {
        return HexFormat.of().toHexDigits(id);
    }

    /** What people compare by eye: SHA-256 of the key, in groups of four hexadecimal digits. */
    public String fingerprint() {
        String hex = HexFormat.of().formatHex(Hash.sha256().digest(key));
        return hex.replaceAll("(.{4})(?=.)", "$1 ");
    }

    /** Whether two keys are the same, whatever they are called. */
    public boolean sameKey(VerifierKey other) {
        return Arrays.equals(key, other.key);
    }

    /**
     * Looks for this key's signature.
     *
     * @return empty where there is none; for a witness the time it names
     * @throws Malformed where there is one that is false
     */
    public Optional<Signed> verify(Note note) {
        Optional<Signed> verified = Optional.empty();
        for (Note.Signature signature : note.signatures()) {
            if (signature.name().equals(name) && signature.keyId() == id) {
                verified = Optional.of(verify(note.text(), signature));
            }
        }
        return verified;
    }

    /**
     * A verified signature.
     *
     * @param at when a witness signed; of a log, which names no time, the epoch
     */
    public record Signed(VerifierKey by, Instant at) {}

    private Signed verify(String text, Note.Signature signature) {
        ByteBuffer bytes = ByteBuffer.wrap(signature.bytes());
        long seconds = 0;
        if (bytes.remaining() != SIGNATURE_LENGTH + (kind == Kind.WITNESS ? Long.BYTES : 0)) {
            throw falsified();
        }
        if (kind == Kind.WITNESS) {
            seconds = bytes.getLong();
        }
        byte[] ed25519 = new byte[SIGNATURE_LENGTH];
        bytes.get(ed25519);
        if (seconds < 0 || !matches(message(kind, text, seconds), ed25519)) {
            throw falsified();
        }
        return new Signed(this, Instant.ofEpochSecond(Math.min(seconds, Integer.MAX_VALUE * 100L)));
    }

    private Malformed falsified() {
        return new Malformed("the signature of %s is false".formatted(name));
    }

    static byte[] message(Kind kind, String text, long seconds) {
        String signed = kind == Kind.LOG ? text : "cosignature/v1\ntime " + seconds + "\n" + text;
        return signed.getBytes(StandardCharsets.UTF_8);
    }

    private boolean matches(byte[] message, byte[] ed25519) {
        try {
            Signature check = Signature.getInstance("Ed25519");
            check.initVerify(verifier);
            check.update(message);
            return check.verify(ed25519);
        } catch (java.security.SignatureException e) {
            return false;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform since 15 has Ed25519", e);
        }
    }

    private static PublicKey verifier(byte[] key) {
        if (OF_SMALL_ORDER.contains(HexFormat.of().formatHex(key))) {
            throw new Malformed("a key for which anybody can sign");
        }
        byte[] encoded = ByteBuffer.allocate(X509.length + KEY_LENGTH).put(X509).put(key).array();
        try {
            PublicKey verifier =
                    KeyFactory.getInstance("Ed25519")
                            .generatePublic(new X509EncodedKeySpec(encoded));
            // Only here is it looked at whether there is such a point.
            Signature.getInstance("Ed25519").initVerify(verifier);
            return verifier;
        } catch (InvalidKeySpecException | InvalidKeyException e) {
            throw new Malformed("not a point of the curve");
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform since 15 has Ed25519", e);
        }
    }

    private static int id(String name, Kind kind, byte[] key) {
        var digest = Hash.sha256();
        digest.update((name + "\n").getBytes(StandardCharsets.UTF_8));
        digest.update(kind.type);
        return ByteBuffer.wrap(digest.digest(key)).getInt();
    }

    private static boolean isSpace(int c) {
        return Character.isWhitespace(c) || Character.isSpaceChar(c);
    }

    @Override
    public String toString() {
        byte[] typed = ByteBuffer.allocate(1 + KEY_LENGTH).put(kind.type).put(key).array();
        return name + "+" + keyId() + "+" + Base64.getEncoder().encodeToString(typed);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof VerifierKey that && toString().equals(that.toString());
    }

    @Override
    public int hashCode() {
        return toString().hashCode();
    }
}
