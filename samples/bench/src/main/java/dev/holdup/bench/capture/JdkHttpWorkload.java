package dev.holdup.bench.capture;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;

/** The JDK's own HTTP server, a virtual thread for each request. */
final class JdkHttpWorkload implements Workload {

    @Override
    public String name() {
        return "jdkhttp-virtual";
    }

    @Override
    public boolean runsOn(int javaFeature) {
        return javaFeature >= VirtualThreads.SINCE;
    }

    @Override
    public int serve(Path folder) throws IOException {
        // Without it, delayed acknowledgements put 40 ms into each answer.
        System.setProperty("sun.net.httpserver.nodelay", "true");
        HttpServer server =
                HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        Page page = new Page(folder);
        server.createContext("/", exchange -> answer(page, exchange));
        server.setExecutor(VirtualThreads.perTask());
        server.start();
        return server.getAddress().getPort();
    }

    private static void answer(Page page, HttpExchange exchange) throws IOException {
        byte[] body = page.render(exchange.getRequestURI().getPath());
        exchange.sendResponseHeaders(200, body.length);
        try (OutputStream out = exchange.getResponseBody()) {
            out.write(body);
        }
    }

    @Override
    public Session connect(int port, int number) throws IOException {
        return new HttpSession(port, "/page");
    }
}
