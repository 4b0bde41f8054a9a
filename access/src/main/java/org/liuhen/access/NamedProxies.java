package org.liuhen.access;

import jakarta.servlet.ServletException;
import java.io.IOException;
import java.net.InetAddress;
import java.util.Collections;
import java.util.List;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.util.NetMask;
import org.apache.catalina.valves.RemoteIpValve;
import org.jspecify.annotations.Nullable;

/**
 * Believes {@code X-Forwarded-For} and {@code X-Forwarded-Proto} of the proxies that are named, and
 * of nobody else: a request comes from the last address before them.
 */
final class NamedProxies extends RemoteIpValve {
    private static final String FOR = "X-Forwarded-For";

    private final List<NetMask> proxies;

    NamedProxies(List<NetMask> proxies) {
        this.proxies = List.copyOf(proxies);
        setRemoteIpHeader(FOR);
        setProtocolHeader("X-Forwarded-Proto");
        setInternalProxies(".*"); // who is believed is decided here
    }

    /**
     * The networks of these addresses.
     *
     * @throws StartRefused where one is neither an address nor a network
     */
    static NamedProxies of(List<String> named) {
        return new NamedProxies(named.stream().map(NamedProxies::network).toList());
    }

    private static NetMask network(String named) {
        try {
            return new NetMask(named.strip());
        } catch (IllegalArgumentException e) {
            throw new StartRefused(
                    "liuhen.proxies 中的“" + named + "”不是 IP 地址，也不是网段。",
                    "请把反向代理的地址写作 10.1.2.3、fd00::5 或网段 10.1.0.0/24，多个用逗号隔开，然后再启动。");
        }
    }

    @Override
    public void invoke(Request request, Response response) throws IOException, ServletException {
        if (!isProxy(request.getRemoteAddr())) {
            getNext().invoke(request, response);
            return;
        }
        String client = client(request);
        if (client == null) {
            request.getCoyoteRequest().getMimeHeaders().removeHeader(FOR);
        } else {
            request.getCoyoteRequest().getMimeHeaders().setValue(FOR).setString(client);
        }
        super.invoke(request, response);
    }

    /** The last address that no proxy of ours has, as far as what they say can be read. */
    private @Nullable String client(Request request) {
        String client = null;
        String said = String.join(",", Collections.list(request.getHeaders(FOR)));
        for (String hop : List.of(said.split(",")).reversed()) {
            String address = hop.strip();
            if (!isAddress(address)) {
                return client;
            }
            client = address;
            if (!isProxy(address)) {
                return client;
            }
        }
        return client;
    }

    private static boolean isAddress(String text) {
        try {
            InetAddress.ofLiteral(text);
            return true;
        } catch (IllegalArgumentException _) {
            return false;
        }
    }

    private boolean isProxy(@Nullable String address) {
        if (address == null) {
            return false;
        }
        try {
            InetAddress literal = InetAddress.ofLiteral(address);
            return proxies.stream().anyMatch(proxy -> proxy.matches(literal));
        } catch (IllegalArgumentException _) {
            return false;
        }
    }
}
