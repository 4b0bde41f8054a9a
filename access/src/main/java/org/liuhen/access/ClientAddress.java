package org.liuhen.access;

import java.net.InetAddress;
import java.util.Arrays;
import java.util.HexFormat;

/** Where a request came from, as far as one sender may be told from another. */
final class ClientAddress {
    private static final int IPV6_BYTES = 16;
    private static final int IPV6_NETWORK_BYTES = 8;

    private ClientAddress() {}

    /** The address itself, or its /64 network: a single subscriber has all of that in IPv6. */
    static String network(String address) {
        try {
            byte[] bytes = InetAddress.ofLiteral(address).getAddress();
            return bytes.length == IPV6_BYTES
                    ? HexFormat.of().formatHex(Arrays.copyOf(bytes, IPV6_NETWORK_BYTES))
                    : address;
        } catch (IllegalArgumentException _) {
            return address;
        }
    }
}
