package org.liuhen.seal;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.interfaces.EdECPrivateKey;
import java.security.spec.EdECPrivateKeySpec;
import java.security.spec.NamedParameterSpec;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;

/**
 * A private Ed25519 key of a log or a witness. Written as two lines, the private and the public
 * one: {@code PRIVATE+KEY+<name>+<id>+<base64>}, as Go's note package writes it, and the vkey.
 */
public final class SigningKey {
    private static final String PREFIX = "PRIVATE+KEY+";
    private static final int PARTS = 5;

    private final VerifierKey publicKey;
    private final byte[] seed;
    private final PrivateKey signer;

    private SigningKey(VerifierKey publicKey, byte[] seed) {
        this.publicKey = publicKey;
        this.seed = seed.clone();
        try {
            this.signer =
                    KeyFactory.getInstance("Ed25519")
                            .generatePrivate(
                                    new EdECPrivateKeySpec(NamedParameterSpec.ED25519, seed));
        } catch (GeneralSecurityException e) {
            throw new Malformed("not a private Ed25519 key");
        }
    }

    /** A new one, from the platform's source of randomness. */
    public static SigningKey generate(String name, VerifierKey.Kind kind) {
        try {
            KeyPair pair = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
            byte[] x509 = pair.getPublic().getEncoded();
            byte[] raw = Arrays.copyOfRange(x509, x509.length - Hash.LENGTH, x509.length);
            byte[] seed = ((EdECPrivateKey) pair.getPrivate()).getBytes().orElseThrow();
            return new SigningKey(new VerifierKey(name, kind, raw), seed);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform since 15 has Ed25519", e);
        }
    }

    /**
     * Reads the two lines.
     *
     * @throws Malformed where they are not such lines, or not of one key; it never shows the key
     */
    public static SigningKey parse(String lines) {
        List<String> both = lines.lines().filter(line -> !line.isBlank()).toList();
        if (both.size() != 2 || !both.getFirst().startsWith(PREFIX)) {
            throw new Malformed("a key file has two lines: the private key and the public one");
        }
        VerifierKey publicKey = VerifierKey.parse(both.getLast());
        String[] parts = both.getFirst().split("\\+", PARTS);
        byte[] typed = parts.length == PARTS ? Encoding.base64(parts[PARTS - 1]) : new byte[0];
        if (typed.length != 1 + Hash.LENGTH) {
            throw new Malformed("not a private Ed25519 key");
        }
        SigningKey key = new SigningKey(publicKey, Arrays.copyOfRange(typed, 1, typed.length));
        if (!key.file().lines().toList().equals(both)) {
            throw new Malformed("the two lines of the key file do not belong together");
        }
        Note probe = new Note("probe\n", List.of(key.sign("probe\n", Instant.EPOCH)));
        if (publicKey.verify(probe).isEmpty()) {
            throw new Malformed("the two lines of the key file do not belong together");
        }
        return key;
    }

    public VerifierKey publicKey() {
        return publicKey;
    }

    /**
     * Signs the text of a note.
     *
     * @param at what a witness vouches for; a log's signature names no time
     */
    public Note.Signature sign(String text, Instant at) {
        boolean timed = publicKey.kind() == VerifierKey.Kind.WITNESS;
        long seconds = at.getEpochSecond();
        byte[] ed25519 = sign(VerifierKey.message(publicKey.kind(), text, seconds));
        ByteBuffer bytes = ByteBuffer.allocate(ed25519.length + (timed ? Long.BYTES : 0));
        if (timed) {
            bytes.putLong(seconds);
        }
        return Note.Signature.of(publicKey.name(), publicKey.id(), bytes.put(ed25519).array());
    }

    private byte[] sign(byte[] message) {
        try {
            Signature signature = Signature.getInstance("Ed25519");
            signature.initSign(signer);
            signature.update(message);
            return signature.sign();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform since 15 has Ed25519", e);
        }
    }

    /** Both lines, as they are kept in a file that nobody else reads. */
    public String file() {
        byte[] typed =
                ByteBuffer.allocate(1 + seed.length).put(publicKey.kind().type).put(seed).array();
        return PREFIX
                + publicKey.name()
                + "+"
                + java.util.HexFormat.of().toHexDigits(publicKey.id())
                + "+"
                + Base64.getEncoder().encodeToString(typed)
                + "\n"
                + publicKey
                + "\n";
    }
}
