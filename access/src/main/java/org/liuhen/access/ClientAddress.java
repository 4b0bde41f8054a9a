package org.liuhen.access;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;

/** Where a request came from, as far as one sender may be told from another. */
final class ClientAddress {
    private static final int IPV6_BYTES = 16;
    private static final int IPV6_NETWORK_BYTES = 8;

    private ClientAddress() {}

    /** The address itself, or its /64 network: a single subscriber has all of that in IPv6. */
    static String network(String address) {
        try {
            InetAddress literal = InetAddress.ofLiteral(address);
            byte[] bytes = literal.getAddress();
            if (bytes.length != IPV6_BYTES) {
                return literal.getHostAddress(); // also where IPv6 wraps it: ::ffff:10.0.0.1
            }
            byte[] network = Arrays.copyOf(Arrays.copyOf(bytes, IPV6_NETWORK_BYTES), IPV6_BYTES);
            return InetAddress.getByAddress(network).getHostAddress() + "/64";
        } catch (IllegalArgumentException | UnknownHostException _) {
            return address;
        }
    }
}
