package org.liuhen.docker;

import com.sun.net.httpserver.HttpServer;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import org.liuhen.database.OtherJvm;

/**
 * An HTTP server in a process of its own that can be stopped with SIGSTOP: the system goes on
 * taking connections for it, and it says nothing.
 */
final class Hanging implements AutoCloseable {
    private final Process process;
    private final int port;
    private final List<String> asked = new CopyOnWriteArrayList<>();

    private Hanging(Process process, int port) {
        this.process = process;
        this.port = port;
    }

    /** One that answers its name, until it is stopped. */
    static Hanging started(String name) throws IOException {
        List<String> command = OtherJvm.running(Hanging.class.getName());
        command.add(name);
        Process process =
                new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
        BufferedReader said =
                new BufferedReader(
                        new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        Hanging hanging = new Hanging(process, Integer.parseInt(said.readLine()));
        Thread.ofVirtual().start(() -> said.lines().forEach(hanging.asked::add));
        return hanging;
    }

    /** The process itself. */
    public static void main(String[] name) throws IOException {
        byte[] answer = name[0].getBytes(StandardCharsets.UTF_8);
        HttpServer server = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
        server.createContext(
                "/",
                exchange -> {
                    exchange.getRequestBody().readAllBytes();
                    System.out.println(exchange.getRequestMethod());
                    exchange.sendResponseHeaders(200, answer.length);
                    exchange.getResponseBody().write(answer);
                    exchange.close();
                });
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.start();
        System.out.println(server.getAddress().getPort());
    }

    void stop() throws IOException, InterruptedException {
        signal("STOP");
    }

    void goOn() throws IOException, InterruptedException {
        signal("CONT");
    }

    private void signal(String name) throws IOException, InterruptedException {
        Process kill =
                new ProcessBuilder("kill", "-" + name, Long.toString(process.pid()))
                        .inheritIO()
                        .start();
        if (kill.waitFor() != 0) {
            throw new IOException("kill -" + name + " failed");
        }
    }

    String address() {
        return "127.0.0.1:" + port;
    }

    /** The methods it was asked with and came to read. */
    List<String> asked() {
        return asked;
    }

    @Override
    public void close() {
        process.destroyForcibly().onExit().join();
    }
}
