package dev.holdup.bench.capture;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.thread.QueuedThreadPool;

/** Jetty; requests on virtual threads where the JDK has them, otherwise on its pool. */
final class JettyWorkload implements Workload {

    @Override
    public String name() {
        return "jetty";
    }

    @Override
    public int serve(Path folder) throws Exception {
        QueuedThreadPool pool = new QueuedThreadPool(16);
        if (VirtualThreads.available()) {
            pool.setVirtualThreadsExecutor(VirtualThreads.perTask());
        }
        Server server = new Server(pool);
        ServerConnector connector = new ServerConnector(server);
        connector.setHost("127.0.0.1");
        server.addConnector(connector);
        server.setHandler(new PageHandler(new Page(folder)));
        server.start();
        return connector.getLocalPort();
    }

    @Override
    public Session connect(int port, int number) throws IOException {
        return new HttpSession(port, "/page");
    }

    /** The page as a blocking handler. */
    private static final class PageHandler extends Handler.Abstract {
        private final Page page;

        private PageHandler(Page page) {
            this.page = page;
        }

        @Override
        public boolean handle(Request request, Response response, Callback callback)
                throws IOException {
            byte[] body = page.render(Request.getPathInContext(request));
            response.getHeaders().put(HttpHeader.CONTENT_LENGTH, body.length);
            response.write(true, ByteBuffer.wrap(body), callback);
            return true;
        }
    }
}
