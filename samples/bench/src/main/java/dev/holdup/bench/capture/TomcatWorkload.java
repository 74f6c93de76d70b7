package dev.holdup.bench.capture;

import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.file.Path;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.apache.catalina.Context;
import org.apache.catalina.startup.Tomcat;

/** Embedded Tomcat with its NIO connector and its own pool of platform threads. */
final class TomcatWorkload implements Workload {
    /** Kept, or the level would be lost with the logger. */
    private static final Logger LOGGER = Logger.getLogger("org.apache");

    @Override
    public String name() {
        return "tomcat";
    }

    @Override
    public int serve(Path folder) throws Exception {
        LOGGER.setLevel(Level.WARNING);
        Tomcat tomcat = new Tomcat();
        tomcat.setBaseDir(folder.toString());
        tomcat.setPort(0);
        tomcat.getConnector().setProperty("address", "127.0.0.1");
        tomcat.getConnector().setProperty("maxThreads", "16");
        tomcat.getConnector().setProperty("maxKeepAliveRequests", "-1");
        Context context = tomcat.addContext("", folder.toString());
        Tomcat.addServlet(context, "page", new PageServlet(new Page(folder))).addMapping("/*");
        tomcat.start();
        return tomcat.getConnector().getLocalPort();
    }

    @Override
    public Session connect(int port, int number) throws IOException {
        return new HttpSession(port, "/page");
    }

    /** The page as a servlet. */
    private static final class PageServlet extends HttpServlet {
        private static final long serialVersionUID = 1;

        private final transient Page page;

        private PageServlet(Page page) {
            this.page = page;
        }

        @Override
        protected void doGet(HttpServletRequest request, HttpServletResponse response)
                throws IOException {
            byte[] body = page.render(request.getRequestURI());
            response.setContentLength(body.length);
            response.getOutputStream().write(body);
        }
    }
}
